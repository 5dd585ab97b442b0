namespace OrleansSms.Load.Carrier;

/// <summary>What the carrier has seen since it started; times in microseconds of the monotonic clock.</summary>
internal sealed record CarrierStats
{
    public int Bound { get; init; }

    public long Accepted { get; init; }

    public long Throttled { get; init; }

    /// <summary>Receipts that the gateway has answered with ESME_ROK.</summary>
    public long ReceiptsTaken { get; init; }

    /// <summary>Receipts that it refused; they are sent again.</summary>
    public long ReceiptsRefused { get; init; }

    public long LastSubmitAt { get; init; }

    public long LastReceiptAt { get; init; }

    /// <summary>submit_sm that were not recorded because there were too many, or because they were not ours.</summary>
    public long Unrecorded { get; init; }
}
