using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Contacts;

namespace OrleansSms.Web.Contacts;

/// <summary>A contact to make. Only documents the body; <see cref="ContactFields"/> reads it.</summary>
internal sealed record ContactRequest : ContactPatchRequest
{
    /// <summary>The number in E.164; unique within the account.</summary>
    public required string Number { get; init; }

    /// <summary>ISO 3166 country in which a national number is read.</summary>
    public string? DefaultCountry { get; init; }
}

/// <summary>A change of a contact: what is absent stays. Only documents the body.</summary>
internal record ContactPatchRequest
{
    /// <summary>Fields of any name: strings, numbers, true and false, dates as RFC 3339 strings, lists of strings; null removes one.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>IANA time zone; null removes it.</summary>
    public string? Zone { get; init; }

    /// <summary>BCP 47 language; null removes it.</summary>
    public string? Language { get; init; }

    /// <summary>Tags, in place of those that it has.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Lists, in place of those that it is on.</summary>
    public IReadOnlyList<string>? Lists { get; init; }

    /// <summary>A consent that was given.</summary>
    public ContactConsentView? Consent { get; init; }
}

/// <summary>A consent.</summary>
/// <param name="Purpose">A category such as marketing, or a program.</param>
/// <param name="Wording">The wording that was shown.</param>
/// <param name="How">How it was given: import or api.</param>
/// <param name="At">When it was given; when absent, now.</param>
internal sealed record ContactConsentView(string Purpose, string Wording, string? How, DateTimeOffset? At);

/// <summary>A contact. Documents the answer, which <see cref="ContactJson"/> writes.</summary>
internal sealed record ContactView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>Fields by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Fields { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string? Zone { get; init; }

    /// <summary>BCP 47 language.</summary>
    public required string? Language { get; init; }

    /// <summary>Tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Lists that it is on.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>Consents that came with it.</summary>
    public required IReadOnlyList<ContactConsentView> Consents { get; init; }

    /// <summary>How messages have fared with it; only when one contact is asked for.</summary>
    public EngagementView? Engagement { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>How messages have fared with a number.</summary>
internal sealed record EngagementView(
    long Sent, long Delivered, long Clicked, long Replied,
    DateTimeOffset? LastSentAt, DateTimeOffset? LastDeliveredAt, DateTimeOffset? LastClickedAt, DateTimeOffset? LastRepliedAt);

/// <summary>Writes contacts.</summary>
internal static class ContactJson
{
    public static void Write(Utf8JsonWriter writer, Contact contact) => Write(writer, contact, null);

    public static void Write(Utf8JsonWriter writer, KnownContact known) => Write(writer, known.Contact, known.Engagement);

    private static void Write(Utf8JsonWriter writer, Contact contact, Engagement? engagement)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, contact.Id.ToString());
        writer.WriteString("number"u8, contact.Number.ToString());
        writer.WriteStartObject("fields"u8);
        foreach (var (name, value) in contact.Fields)
        {
            writer.WritePropertyName(name);
            FieldValueJson.Write(writer, value);
        }

        writer.WriteEndObject();
        writer.WriteString("zone"u8, contact.Zone);
        writer.WriteString("language"u8, contact.Language);
        writer.WritePropertyName("tags"u8);
        FieldValueJson.WriteList(writer, contact.Tags);
        writer.WritePropertyName("lists"u8);
        FieldValueJson.WriteList(writer, contact.Lists);
        writer.WriteStartArray("consents"u8);
        foreach (var it in contact.Consents)
        {
            JsonSerializer.Serialize(writer, new ContactConsentView(it.Purpose, it.Wording, it.How, it.At.ToTime()), WebJson.Shared.ContactConsentView);
        }

        writer.WriteEndArray();
        if (engagement is { } fared)
        {
            writer.WritePropertyName("engagement"u8);
            JsonSerializer.Serialize(writer, ViewOf(fared), WebJson.Shared.EngagementView);
        }

        writer.WritePropertyName("created_at"u8);
        JsonSerializer.Serialize(writer, contact.CreatedAt.ToTime(), WebJson.Shared.DateTimeOffset);
        writer.WritePropertyName("updated_at"u8);
        JsonSerializer.Serialize(writer, contact.UpdatedAt.ToTime(), WebJson.Shared.DateTimeOffset);
        writer.WriteEndObject();
    }

    private static EngagementView ViewOf(in Engagement fared) => new(
        fared.Sent, fared.Delivered, fared.Clicked, fared.Replied,
        TimeOf(fared.LastSentAt), TimeOf(fared.LastDeliveredAt), TimeOf(fared.LastClickedAt), TimeOf(fared.LastRepliedAt));

    private static DateTimeOffset? TimeOf(long micros) => micros == 0 ? null : micros.ToTime();
}
