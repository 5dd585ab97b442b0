using OrleansSms.Contracts.Json;
using OrleansSms.Domain.Recipients;
using OrleansSms.Web.Inbound;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.People;

/// <summary>An entry of a person's timeline. Only documents the answer.</summary>
internal sealed record PersonEntryView
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is.</summary>
    public required PersonEntryKind Kind { get; init; }

    /// <summary>The message to the person; its own timeline says how it was decided.</summary>
    public MessageView? Message { get; init; }

    /// <summary>The message from the person.</summary>
    public InboundView? Inbound { get; init; }

    /// <summary>The consent, the list, or the inbound message that said so.</summary>
    public string? Record { get; init; }

    /// <summary>A keyword, a purpose, a reason.</summary>
    public string? Detail { get; init; }

    public static void Write(Utf8JsonWriter writer, PersonEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("at"u8, entry.At.ToTime().UtcDateTime.ToString(TimeConverter.Format, CultureInfo.InvariantCulture));
        writer.WriteString("kind"u8, EnumNames<PersonEntryKind>.Of(entry.Kind));
        if (entry.Message is { } message)
        {
            writer.WritePropertyName("message"u8);
            MessageJson.Write(writer, message);
        }

        if (entry.Inbound is { } inbound)
        {
            writer.WritePropertyName("inbound"u8);
            InboundJson.Write(writer, inbound);
        }

        if (entry.Record is { } record)
        {
            writer.WriteString("record"u8, record);
        }

        if (entry.Detail is { } detail)
        {
            writer.WriteString("detail"u8, detail);
        }

        writer.WriteEndObject();
    }
}
