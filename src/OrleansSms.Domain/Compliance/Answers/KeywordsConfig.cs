using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance.Answers;

/// <summary>An account's own keywords, and what it answers keywords with.</summary>
[GenerateSerializer, Immutable, Alias("sms.KeywordsConfig")]
public sealed record KeywordsConfig
{
    /// <summary>Own keywords: more than any short code advertises.</summary>
    public const int MaxKeywords = 200;

    /// <summary>Longest own keyword in characters.</summary>
    public const int MaxKeywordChars = 40;

    /// <summary>The account.</summary>
    [Id(0)] public required string Account { get; init; }

    /// <summary>Raised by one with every change; 0 = the defaults.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The name that answers begin with; null = the account's.</summary>
    [Id(2)] public string? Brand { get; init; }

    /// <summary>Where help is to be had: an address or number that the help text names.</summary>
    [Id(3)] public string? HelpContact { get; init; }

    /// <summary>ISO 639 code of the language to answer in where there is no text in the keyword's.</summary>
    [Id(4)] public string DefaultLanguage { get; init; } = "en";

    /// <summary>What is not answered.</summary>
    [Id(5)] public IReadOnlyList<AnswerKind> Silent { get; init; } = [];

    /// <summary>Digits that numbers begin with whose carrier answers opt-outs and opt-ins itself; null = as shipped.</summary>
    [Id(6)] public IReadOnlyList<string>? CarrierAnswered { get; init; }

    /// <summary>Texts of its own.</summary>
    [Id(7)] public IReadOnlyList<AnswerTexts> Texts { get; init; } = [];

    /// <summary>Keywords of its own, besides those of <c>keywords.json</c>.</summary>
    [Id(8)] public IReadOnlyList<OwnKeyword> Keywords { get; init; } = [];

    /// <summary>An account that has set nothing.</summary>
    public static KeywordsConfig Default(string account) => new() { Account = account };

    /// <summary>The account's own keyword that a whole text is; null when it is none.</summary>
    public KeywordMatch? Find(string text)
    {
        if (Keywords.Count == 0)
        {
            return null;
        }

        var plain = PlainText.Of(text);
        return Keywords.FirstOrDefault(own => PlainText.Of(own.Keyword) == plain) is { } found
            ? new KeywordMatch(found.Kind, KeywordCertainty.Exact, found.Language, found.Keyword)
            : null;
    }
}

/// <summary>A keyword of an account's own.</summary>
/// <param name="Keyword">The whole text, compared as the others are.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Language">ISO 639 code: what it is answered in.</param>
[GenerateSerializer, Immutable, Alias("sms.OwnKeyword")]
public sealed record OwnKeyword([property: Id(0)] string Keyword, [property: Id(1)] KeywordKind Kind, [property: Id(2)] string Language);
