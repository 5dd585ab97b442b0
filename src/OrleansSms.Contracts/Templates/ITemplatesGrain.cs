using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Templates;

namespace OrleansSms.Contracts.Templates;

/// <summary>An account's templates. Key: the account's id. A stateless worker that reads and writes the store.</summary>
[Alias("sms.ITemplatesGrain")]
public interface ITemplatesGrain : IGrainWithStringKey
{
    /// <summary>Keeps a template; false when the account has as many as it may.</summary>
    [Alias("Put")]
    Task<bool> PutAsync(TemplateConfig config);

    /// <summary>A template; null when the account has none of this id.</summary>
    [Alias("Get")]
    Task<TemplateConfig?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Removes a template; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync(string id);

    /// <summary>Templates with ids greater than <paramref name="after"/>.</summary>
    [Alias("List")]
    Task<IReadOnlyList<TemplateConfig>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>What a recipient would get.</summary>
    [Alias("Preview")]
    Task<TemplatePreview> PreviewAsync(TemplateConfig config, TemplateSample sample, CancellationToken cancellationToken = default);
}

/// <summary>Whom a template is previewed for.</summary>
/// <param name="Variables">What is given; it goes before the fields of the contact.</param>
/// <param name="Language">BCP 47 language; null = the contact's.</param>
/// <param name="Zone">IANA time zone; null = the contact's.</param>
/// <param name="Contact">A contact whose fields are taken.</param>
/// <param name="SmartEncoding">Whether look-alike characters may be replaced when the text then fits GSM-7.</param>
[GenerateSerializer, Immutable, Alias("sms.TemplateSample")]
public sealed record TemplateSample(
    [property: Id(0)] IReadOnlyDictionary<string, FieldValue> Variables,
    [property: Id(1)] string? Language,
    [property: Id(2)] string? Zone,
    [property: Id(3)] ContactId? Contact,
    [property: Id(4)] bool SmartEncoding);

/// <summary>A template as a recipient would get it.</summary>
[GenerateSerializer, Immutable, Alias("sms.TemplatePreview")]
public sealed record TemplatePreview
{
    /// <summary>The text.</summary>
    [Id(0)] public string Text { get; init; } = "";

    /// <summary>Names that the template asks for.</summary>
    [Id(1)] public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Those that it shows, that were not given and for which it has no fallback: a message would be refused.</summary>
    [Id(2)] public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Why it could not be rendered.</summary>
    [Id(3)] public string? Error { get; init; }

    /// <summary>Its alphabet.</summary>
    [Id(4)] public MessageEncoding Encoding { get; init; }

    /// <summary>Number of segments.</summary>
    [Id(5)] public int Segments { get; init; }

    /// <summary>Septets or UTF-16 code units used.</summary>
    [Id(6)] public int Units { get; init; }

    /// <summary>How many are left in the last segment.</summary>
    [Id(7)] public int UnitsLeft { get; init; }

    /// <summary>Characters that force UCS-2, with their positions in UTF-16 code units.</summary>
    [Id(8)] public IReadOnlyList<ForcingCharacter> Forcing { get; init; } = [];

    /// <summary>What a segment is reckoned at, in millionths of the account's currency; 0 = not known.</summary>
    [Id(9)] public long SegmentPriceMicros { get; init; }
}
