namespace OrleansSms.Load.Hooks;

/// <summary>What the customer's server has been told.</summary>
internal sealed record HookStats
{
    public long Received { get; init; }

    /// <summary>Different events; what came again is the same event.</summary>
    public long Events { get; init; }

    /// <summary>Of those whose signature was checked.</summary>
    public long Forged { get; init; }

    /// <summary>Microseconds of the monotonic clock.</summary>
    public long LastAt { get; init; }
}
