namespace OrleansSms.Domain.Compliance;

/// <summary>What the rules say of a message. It is a lease: it holds until <see cref="ValidUntil"/>, and who sends later asks again.</summary>
/// <param name="Kind">Send, hold or suppress.</param>
/// <param name="Reason">Code of the rule that decided, see <see cref="Reasons"/>; null = nothing speaks against it.</param>
/// <param name="Evidence">What it was decided by; null = no rule looked at more than the message.</param>
/// <param name="HeldUntil">When to ask again, in Unix microseconds, when held.</param>
/// <param name="ValidUntil">Until when a yes holds, in Unix microseconds.</param>
/// <param name="Counts">Whether the message stands in a cap of its recipient, or is looked at for duplicates, once it is queued.</param>
/// <param name="ConcatenationReference">8-bit reference for a message of several segments.</param>
/// <param name="Consent">Record of the consent that a yes goes by. Apart from the evidence, which all messages to a place share.</param>
/// <param name="Epoch">Epoch of the shard's owner that a yes has a place in caps by; 0 = it has none.</param>
[GenerateSerializer, Immutable, Alias("sms.Decision")]
public readonly record struct Decision(
    [property: Id(0)] DecisionKind Kind,
    [property: Id(1)] string? Reason = null,
    [property: Id(2)] DecisionEvidence? Evidence = null,
    [property: Id(3)] long HeldUntil = 0,
    [property: Id(4)] long ValidUntil = 0,
    [property: Id(5)] bool Counts = false,
    [property: Id(6)] byte ConcatenationReference = 0,
    [property: Id(7)] string? Consent = null,
    [property: Id(8)] long Epoch = 0)
{
    /// <summary>Longest that a yes holds: so long a changed policy may take to reach what waits in a lane.</summary>
    public const long MaxLeaseSeconds = 3_600;

    /// <summary>
    /// By so much clocks of one cluster may differ, in microseconds. A message that seems to be decided later than that from now was decided before a clock was set back: what was
    /// allowed at that hour may not be at this.
    /// </summary>
    public const long MaxSkewMicros = UnixMicros.PerSecond;

    /// <summary>Whether a yes holds.</summary>
    /// <param name="now">Unix microseconds.</param>
    /// <param name="decidedAt">When it was said.</param>
    /// <param name="validUntil">Until when it was to hold.</param>
    public static bool Holds(long now, long decidedAt, long validUntil) => now < validUntil && decidedAt <= now + MaxSkewMicros;
}

/// <summary>The three answers.</summary>
public enum DecisionKind : byte
{
    /// <summary>It may go.</summary>
    Send = 0,

    /// <summary>Not now.</summary>
    Hold = 1,

    /// <summary>Never.</summary>
    Suppress = 2,
}
