namespace OrleansSms.Contracts.Accounts;

/// <summary>
/// Remembers the first answer to a POST that submits no message (those keep theirs in the transaction of the message itself).
/// Key: hash of account and Idempotency-Key in hexadecimal.
/// </summary>
[Alias("sms.IIdempotencyGrain")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>Claims the key for a request, or says why not.</summary>
    [Alias("Begin")]
    Task<IdempotencyState> BeginAsync(byte[] requestHash);

    /// <summary>Keeps the answer for 24 hours; durable when it completes.</summary>
    [Alias("Complete")]
    Task CompleteAsync(StoredAnswer answer);

    /// <summary>Forgets what the answer says, and no more: the request was carried out, and is not carried out again.</summary>
    [Alias("Forget")]
    Task ForgetAsync();

    /// <summary>Removes the answer if it has been kept for long enough.</summary>
    /// <param name="now">Unix microseconds.</param>
    [Alias("Prune")]
    Task PruneAsync(long now);

    /// <summary>Gives the key free: the request failed and may be tried again.</summary>
    [Alias("Abandon")]
    Task AbandonAsync();
}

/// <summary>An answer that is given again.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Body">Its body, protected by the caller; at most 1 MiB. Empty when it was forgotten.</param>
/// <param name="Location">Its Location header, if any.</param>
/// <param name="Account">Whose request it answers.</param>
[GenerateSerializer, Immutable, Alias("sms.StoredAnswer")]
public sealed record StoredAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] string ContentType,
    [property: Id(2)] byte[] Body,
    [property: Id(3)] string? Location,
    [property: Id(4)] string Account = "")
{
    /// <summary>Whether what it said was forgotten.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsForgotten => Body.Length == 0;
}

/// <summary>Where a key stands.</summary>
/// <param name="Verdict">In one word.</param>
/// <param name="Answer">The kept answer, when there is one.</param>
[GenerateSerializer, Immutable, Alias("sms.IdempotencyState")]
public sealed record IdempotencyState([property: Id(0)] IdempotencyVerdict Verdict, [property: Id(1)] StoredAnswer? Answer);

/// <summary>What a caller may do.</summary>
public enum IdempotencyVerdict : byte
{
    /// <summary>Go on: the key is yours.</summary>
    Begun = 0,

    /// <summary>Give the kept answer.</summary>
    Answered = 1,

    /// <summary>The same request is being worked on.</summary>
    InFlight = 2,

    /// <summary>The key belongs to another request.</summary>
    Reused = 3,
}
