namespace OrleansSms.Domain.Compliance.Answers;

/// <summary><c>answers.json</c> as it is written.</summary>
internal sealed record AnswersFile
{
    public required string Version { get; init; }

    public required string Notice { get; init; }

    public required CarrierAnsweredRow CarrierAnswered { get; init; }

    public required IReadOnlyList<AnswerTexts> Rows { get; init; }
}

/// <summary>Numbers whose carrier answers opt-outs and opt-ins itself.</summary>
internal sealed record CarrierAnsweredRow
{
    /// <summary>Digits that such numbers begin with.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
}
