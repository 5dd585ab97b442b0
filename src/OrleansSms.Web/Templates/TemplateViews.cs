using OrleansSms.Contracts.Templates;
using OrleansSms.Domain.Templates;
using OrleansSms.Web.Messages;
using OrleansSms.Web.Policies;

namespace OrleansSms.Web.Templates;

/// <summary>A template to make. Only documents the body.</summary>
internal sealed record TemplateRequest
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The text, as in <c>Hi {{ first_name | default: "there" }}</c>.</summary>
    public required string Body { get; init; }

    /// <summary>Texts by BCP 47 language.</summary>
    public IReadOnlyDictionary<string, string>? Languages { get; init; }
}

/// <summary>A change of a template: what is absent stays. Only documents the body.</summary>
internal sealed record TemplatePatch
{
    /// <summary>A name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>Texts by BCP 47 language, in place of those that it has.</summary>
    public IReadOnlyDictionary<string, string>? Languages { get; init; }
}

/// <summary>Whom a template is previewed for. Only documents the body.</summary>
internal record TemplateSampleRequest
{
    /// <summary>Variables; they go before the fields of the contact.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>BCP 47 language; when absent, the contact's.</summary>
    public string? Language { get; init; }

    /// <summary>IANA time zone; when absent, the contact's.</summary>
    public string? Zone { get; init; }

    /// <summary>A contact whose fields are taken.</summary>
    public string? ContactId { get; init; }

    /// <summary>Whether look-alike characters may be replaced when the text then fits GSM-7.</summary>
    public bool? SmartEncoding { get; init; }
}

/// <summary>A template to try without keeping it. Only documents the body.</summary>
internal sealed record TemplateTryRequest : TemplateSampleRequest
{
    /// <summary>The text.</summary>
    public required string Body { get; init; }
}

/// <summary>A template.</summary>
internal sealed record TemplateView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The text for recipients whose language has none of its own.</summary>
    public required string Body { get; init; }

    /// <summary>Texts by language.</summary>
    public required IReadOnlyDictionary<string, string> Languages { get; init; }

    /// <summary>Names that the texts ask for.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public static TemplateView Of(TemplateConfig template) => new()
    {
        Id = template.Id,
        Name = template.Name,
        Body = template.Body,
        Languages = template.Languages,
        Variables = [.. template.Languages.Values.Prepend(template.Body).SelectMany(static body => TemplateText.Parse(body, out _)?.Variables ?? []).Distinct()],
        CreatedAt = template.CreatedAt.ToTime(),
        UpdatedAt = template.UpdatedAt.ToTime(),
    };
}

/// <summary>A template as a recipient would get it.</summary>
/// <param name="Body">The text.</param>
/// <param name="Variables">Names that the template asks for.</param>
/// <param name="Missing">Those that it shows, that were not given and for which it has no fallback: a message would be refused.</param>
/// <param name="Error">Why it could not be rendered.</param>
/// <param name="Encoding">Its alphabet.</param>
/// <param name="Segments">Number of segments.</param>
/// <param name="Units">Septets or UTF-16 code units used.</param>
/// <param name="UnitsLeft">How many are left in the last segment.</param>
/// <param name="ForcingCharacters">Characters that force UCS-2.</param>
/// <param name="Cost">What it would cost, in the account's currency; null = the price of a segment is not known.</param>
internal sealed record TemplatePreviewView(
    string Body, IReadOnlyList<string> Variables, IReadOnlyList<string> Missing, string? Error, MessageEncoding Encoding, int Segments, int Units, int UnitsLeft,
    IReadOnlyList<ForcingCharacterView> ForcingCharacters, string? Cost)
{
    public static TemplatePreviewView Of(TemplatePreview it) => new(
        it.Text, it.Variables, it.Missing, it.Error, it.Encoding, it.Segments, it.Units, it.UnitsLeft,
        [.. it.Forcing.Select(static forcing => new ForcingCharacterView(forcing.Index, forcing.Character))],
        it.SegmentPriceMicros == 0 ? null : PolicyText.Money(it.Segments * it.SegmentPriceMicros));
}
