using OrleansSms.Domain.Compliance;

namespace OrleansSms.Contracts.Submission;

/// <summary>What a message would look like and what would happen to it.</summary>
[GenerateSerializer, Immutable, Alias("sms.PreviewResult")]
public sealed record PreviewResult
{
    /// <summary>Every bad field; when there is one, the rest is empty.</summary>
    [Id(0)] public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The recipient.</summary>
    [Id(1)] public Msisdn To { get; init; }

    /// <summary>The originator.</summary>
    [Id(2)] public string From { get; init; } = "";

    /// <summary>The text as it would be sent.</summary>
    [Id(3)] public string Body { get; init; } = "";

    /// <summary>Its alphabet.</summary>
    [Id(4)] public MessageEncoding Encoding { get; init; }

    /// <summary>Number of segments.</summary>
    [Id(5)] public int Segments { get; init; }

    /// <summary>Septets or UTF-16 code units used.</summary>
    [Id(6)] public int Units { get; init; }

    /// <summary>How many fit into one segment of this message.</summary>
    [Id(7)] public int UnitsPerSegment { get; init; }

    /// <summary>How many are left in the last segment.</summary>
    [Id(8)] public int UnitsLeft { get; init; }

    /// <summary>Characters that force UCS-2, with their positions in UTF-16 code units.</summary>
    [Id(9)] public IReadOnlyList<ForcingCharacter> Forcing { get; init; } = [];

    /// <summary><c>send</c>, <c>hold</c> or <c>suppress</c>.</summary>
    [Id(10)] public string Decision { get; init; } = "";

    /// <summary>Why.</summary>
    [Id(11)] public string? Reason { get; init; }

    /// <summary>What the decision was made by; null = no rule looked at more than the message.</summary>
    [Id(13)] public DecisionEvidence? Evidence { get; init; }

    /// <summary>When it would go, in Unix microseconds, when it would be held.</summary>
    [Id(14)] public long? HeldUntil { get; init; }

    /// <summary>Carriers in the order in which they would be tried.</summary>
    [Id(12)] public IReadOnlyList<string> Carriers { get; init; } = [];
}

/// <summary>A character that GSM 03.38 lacks.</summary>
[GenerateSerializer, Immutable, Alias("sms.ForcingCharacter")]
public readonly record struct ForcingCharacter([property: Id(0)] int Index, [property: Id(1)] string Character);

/// <summary>What became of a wish to cancel.</summary>
[GenerateSerializer, Immutable, Alias("sms.CancelResult")]
public sealed record CancelResult([property: Id(0)] CancelVerdict Verdict, [property: Id(1)] MessageRecord? Message);

/// <summary>Whether a message was taken back.</summary>
public enum CancelVerdict : byte
{
    /// <summary>It was, or had been before.</summary>
    Canceled = 0,

    /// <summary>No such message in this account.</summary>
    NotFound = 1,

    /// <summary>A carrier has it, or it has ended.</summary>
    TooLate = 2,
}
