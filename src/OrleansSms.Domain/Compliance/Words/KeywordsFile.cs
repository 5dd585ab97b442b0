namespace OrleansSms.Domain.Compliance.Words;

/// <summary><c>keywords.json</c> as it is written.</summary>
internal sealed record KeywordsFile
{
    public required string Version { get; init; }

    public required string Notice { get; init; }

    public required IReadOnlyList<KeywordsRow> Rows { get; init; }
}

/// <summary>Words and phrases of one language. They are normalised when they are read, as texts are.</summary>
internal sealed record KeywordsRow
{
    /// <summary>ISO 639 code.</summary>
    public required string Language { get; init; }

    /// <summary>Whole texts that opt out.</summary>
    public IReadOnlyList<string> Stop { get; set; } = [];

    /// <summary>Whole texts that opt in.</summary>
    public IReadOnlyList<string> Start { get; set; } = [];

    /// <summary>Whole texts that confirm a consent that was asked for, and otherwise say nothing unless they are opt-ins too.</summary>
    public IReadOnlyList<string> Confirm { get; set; } = [];

    /// <summary>Whole texts that ask for help.</summary>
    public IReadOnlyList<string> Help { get; set; } = [];

    /// <summary>Words that may stand around a keyword without changing what it says: <c>please stop</c>.</summary>
    public IReadOnlyList<string> Courtesies { get; set; } = [];

    /// <summary>Phrases that opt out wherever they stand in a text.</summary>
    public IReadOnlyList<string> StopPhrases { get; set; } = [];

    /// <summary>Beginnings of words that make a text a possible opt-out.</summary>
    public IReadOnlyList<string> Suspicions { get; set; } = [];

    /// <summary>Words that are no misspelt keyword though they look like one.</summary>
    public IReadOnlyList<string> Innocent { get; set; } = [];

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
}
