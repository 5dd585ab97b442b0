using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Words;

namespace OrleansSms.Web.Keywords;

/// <summary>An account's own keywords and answers; what is absent is as shipped. Only documents the body.</summary>
internal sealed record KeywordsRequest
{
    /// <summary>The name that answers begin with; the account's name when absent.</summary>
    public string? Brand { get; init; }

    /// <summary>Where help is to be had, as in "Call 0800 123456."</summary>
    public string? HelpContact { get; init; }

    /// <summary>ISO 639 code of the language to answer in where there is no text in the keyword's; en when absent.</summary>
    public string? DefaultLanguage { get; init; }

    /// <summary>What is not answered.</summary>
    public IReadOnlyList<AnswerKind>? Silent { get; init; }

    /// <summary>Digits that numbers begin with whose carrier answers opt-outs and opt-ins itself; US toll-free numbers when absent.</summary>
    public IReadOnlyList<string>? CarrierAnswered { get; init; }

    /// <summary>Texts of its own. Each names the brand as {brand}.</summary>
    public IReadOnlyList<AnswerTextsView>? Texts { get; init; }

    /// <summary>Keywords of its own, besides those that everybody has.</summary>
    public IReadOnlyList<OwnKeywordView>? Keywords { get; init; }
}

/// <summary>What keywords of a language are answered with; what is null is as shipped.</summary>
internal sealed record AnswerTextsView
{
    /// <summary>ISO 639 code.</summary>
    public required string Language { get; init; }

    /// <summary>Confirms an opt-out.</summary>
    public string? OptOut { get; init; }

    /// <summary>Confirms an opt-in.</summary>
    public string? OptIn { get; init; }

    /// <summary>Answers a call for help.</summary>
    public string? Help { get; init; }

    /// <summary>Asks to confirm a consent.</summary>
    public string? ConsentRequest { get; init; }
}

/// <summary>A keyword of an account's own.</summary>
/// <param name="Keyword">The whole text; case, punctuation and diacritics do not count.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="Language">ISO 639 code: what it is answered in.</param>
internal sealed record OwnKeywordView(string Keyword, KeywordKind Kind, string Language);

/// <summary>An account's keywords and answers.</summary>
internal sealed record KeywordsView
{
    /// <summary>Raised by one with every change; 0 = nothing was set.</summary>
    public required long Version { get; init; }

    /// <summary>The name that answers begin with; null = the account's.</summary>
    public required string? Brand { get; init; }

    /// <summary>Where help is to be had.</summary>
    public required string? HelpContact { get; init; }

    /// <summary>The language to answer in where there is no text in the keyword's.</summary>
    public required string DefaultLanguage { get; init; }

    /// <summary>What is not answered.</summary>
    public required IReadOnlyList<AnswerKind> Silent { get; init; }

    /// <summary>Digits that numbers begin with whose carrier answers itself; null = US toll-free numbers.</summary>
    public required IReadOnlyList<string>? CarrierAnswered { get; init; }

    /// <summary>Texts of its own.</summary>
    public required IReadOnlyList<AnswerTextsView> Texts { get; init; }

    /// <summary>Keywords of its own.</summary>
    public required IReadOnlyList<OwnKeywordView> Keywords { get; init; }

    public static KeywordsView Of(KeywordsConfig config) => new()
    {
        Version = config.Version,
        Brand = config.Brand,
        HelpContact = config.HelpContact,
        DefaultLanguage = config.DefaultLanguage,
        Silent = config.Silent,
        CarrierAnswered = config.CarrierAnswered,
        Texts = [.. config.Texts.Select(texts => new AnswerTextsView
        {
            Language = texts.Language, OptOut = texts.OptOut, OptIn = texts.OptIn, Help = texts.Help, ConsentRequest = texts.ConsentRequest,
        })],
        Keywords = [.. config.Keywords.Select(own => new OwnKeywordView(own.Keyword, own.Kind, own.Language))],
    };
}
