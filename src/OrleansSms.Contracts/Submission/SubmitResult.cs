using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Contracts.Submission;

/// <summary>What became of a <see cref="SubmitRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("sms.SubmitResult")]
public sealed record SubmitResult
{
    /// <summary>In one word.</summary>
    [Id(0)] public required SubmitVerdict Verdict { get; init; }

    /// <summary>The message, of a request that is no batch.</summary>
    [Id(1)] public SubmittedMessage? Message { get; init; }

    /// <summary>The batch, of a request that is one.</summary>
    [Id(2)] public BatchId? Batch { get; init; }

    /// <summary>Rows that became messages.</summary>
    [Id(3)] public int Accepted { get; init; }

    /// <summary>Every bad field; for a batch that was accepted, those of the rows that were refused, at most 10,000.</summary>
    [Id(4)] public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Rows that were refused.</summary>
    [Id(5)] public int Rejected { get; init; }

    /// <summary>Where the account stands against its limit; null when it has none.</summary>
    [Id(6)] public RateLimitState? RateLimit { get; init; }

    /// <summary>After how many seconds to try again, when limited or unavailable.</summary>
    [Id(7)] public int RetryAfterSeconds { get; init; }

    /// <summary>Whether this is the kept answer to an earlier request with the same key.</summary>
    [Id(8)] public bool Replayed { get; init; }

    /// <summary>Why, for people, when nothing was accepted.</summary>
    [Id(9)] public string? Detail { get; init; }

    /// <summary>What was accepted of a campaign, by variant; empty for what belongs to none.</summary>
    [Id(10)] public IReadOnlyList<AcceptedCounts> ByVariant { get; init; } = [];

    /// <summary>A refusal.</summary>
    public static SubmitResult Refused(SubmitVerdict verdict, string detail, int retryAfterSeconds = 0) =>
        new() { Verdict = verdict, Detail = detail, RetryAfterSeconds = retryAfterSeconds };
}

/// <summary>Whether a request was accepted, and if not, what would have to change.</summary>
public enum SubmitVerdict : byte
{
    /// <summary>Accepted and durable.</summary>
    Accepted = 0,

    /// <summary>A field is wrong: see the errors.</summary>
    Invalid = 1,

    /// <summary>The key was used with another body.</summary>
    KeyReused = 2,

    /// <summary>The account is over its admission limit.</summary>
    RateLimited = 3,

    /// <summary>The gateway sheds load, or its store takes no writes.</summary>
    Unavailable = 4,

    /// <summary>A request with the same key is being worked on.</summary>
    KeyInFlight = 5,
}

/// <summary>A message as the 202 shows it.</summary>
[GenerateSerializer, Immutable, Alias("sms.SubmittedMessage")]
public sealed record SubmittedMessage(
    [property: Id(0)] MessageId Id,
    [property: Id(1)] MessageStatus Status,
    [property: Id(2)] string? Reason,
    [property: Id(3)] Msisdn To,
    [property: Id(4)] string From,
    [property: Id(5)] int Segments,
    [property: Id(6)] MessageEncoding Encoding,
    [property: Id(7)] long CreatedAt,
    [property: Id(8)] MessageCategory Category,
    [property: Id(9)] string? ClientReference,
    [property: Id(10)] long? DueAt);

/// <summary>A field that is wrong.</summary>
/// <param name="Pointer">JSON Pointer into the request, as in <c>/recipients/3/to</c>.</param>
/// <param name="Code">For programs, as in <c>invalid_number</c>.</param>
/// <param name="Detail">For people: what would be right.</param>
[GenerateSerializer, Immutable, Alias("sms.FieldError")]
public sealed record FieldError([property: Id(0)] string Pointer, [property: Id(1)] string Code, [property: Id(2)] string Detail);

/// <summary>An account's limit for the RateLimit headers.</summary>
/// <param name="Limit">Segments a second.</param>
/// <param name="Remaining">Segments of the second that begins now which may go without waiting.</param>
/// <param name="ResetSeconds">Seconds until nothing waits.</param>
[GenerateSerializer, Immutable, Alias("sms.RateLimitState")]
public readonly record struct RateLimitState([property: Id(0)] int Limit, [property: Id(1)] long Remaining, [property: Id(2)] int ResetSeconds);
