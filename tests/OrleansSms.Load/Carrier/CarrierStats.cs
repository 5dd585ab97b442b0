namespace OrleansSms.Load.Carrier;

/// <summary>What the carrier has seen; times in microseconds of the monotonic clock, latency and times since the last mark.</summary>
internal sealed record CarrierStats
{
    public long Accepted { get; init; }

    public long Refused { get; init; }

    public long ReceiptsTaken { get; init; }

    public long LastSubmitAt { get; init; }

    public long LastReceiptAt { get; init; }

    /// <summary>submit_sm that were not recorded because there were too many, or whose text was not ours.</summary>
    public long Unrecorded { get; init; }

    public Latency Latency { get; init; }
}
