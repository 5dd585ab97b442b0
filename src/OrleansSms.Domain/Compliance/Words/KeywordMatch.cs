namespace OrleansSms.Domain.Compliance.Words;

/// <summary>What a recipient's text says.</summary>
/// <param name="Kind">Opt-out, opt-in or help.</param>
/// <param name="Certainty">How sure that is.</param>
/// <param name="Language">ISO 639 code of the word's language: what is answered in.</param>
/// <param name="Keyword">The word or phrase of the file.</param>
/// <param name="Confirms">Whether it also answers a question: where none was asked, and it changes nothing, it is a text like any other.</param>
[GenerateSerializer, Immutable, Alias("sms.KeywordMatch")]
public sealed record KeywordMatch(
    [property: Id(0)] KeywordKind Kind,
    [property: Id(1)] KeywordCertainty Certainty,
    [property: Id(2)] string Language,
    [property: Id(3)] string Keyword,
    [property: Id(4)] bool Confirms = false)
{
    /// <summary>Whether it takes effect at once.</summary>
    public bool IsCertain => Certainty != KeywordCertainty.Fuzzy;
}

/// <summary>What a keyword asks for.</summary>
public enum KeywordKind : byte
{
    /// <summary>Opt-out.</summary>
    Stop = 0,

    /// <summary>Opt-in.</summary>
    Start = 1,

    /// <summary>Help.</summary>
    Help = 2,

    /// <summary>Yes, to a request to confirm a consent.</summary>
    Confirm = 3,
}

/// <summary>How sure it is that a text says so.</summary>
public enum KeywordCertainty : byte
{
    /// <summary>The whole text is a keyword.</summary>
    Exact = 0,

    /// <summary>A keyword among courtesies, or a phrase that says it.</summary>
    Phrase = 1,

    /// <summary>It resembles one: somebody has to look.</summary>
    Fuzzy = 2,
}
