namespace OrleansSms.Domain.Templates;

/// <summary>A text with places for what differs by recipient.</summary>
[GenerateSerializer, Immutable, Alias("sms.TemplateConfig")]
public sealed record TemplateConfig
{
    /// <summary>What ids start with.</summary>
    public const string Prefix = "tpl_";

    /// <summary>Templates of one account: more than a person can keep apart.</summary>
    public const int MaxPerAccount = 1_000;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameChars = 100;

    /// <summary>Languages that one template may have a text for.</summary>
    public const int MaxLanguages = 50;

    /// <summary>Its id, <c>tpl_…</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Id(1)] public required string Account { get; init; }

    /// <summary>A name for people.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The text for recipients whose language has none of its own.</summary>
    [Id(3)] public required string Body { get; init; }

    /// <summary>Texts by BCP 47 language.</summary>
    [Id(4)] public IReadOnlyDictionary<string, string> Languages { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was made, in Unix microseconds.</summary>
    [Id(5)] public long CreatedAt { get; init; }

    /// <summary>When it last changed, in Unix microseconds.</summary>
    [Id(6)] public long UpdatedAt { get; init; }

    /// <summary>The text for a language: its own, else that of the language without its region, else the common one.</summary>
    public string BodyFor(string? language)
    {
        for (var tag = language; !string.IsNullOrEmpty(tag); tag = tag[..Math.Max(0, tag.LastIndexOf('-'))])
        {
            foreach (var (known, body) in Languages)
            {
                if (string.Equals(known, tag, StringComparison.OrdinalIgnoreCase))
                {
                    return body;
                }
            }
        }

        return Body;
    }
}
