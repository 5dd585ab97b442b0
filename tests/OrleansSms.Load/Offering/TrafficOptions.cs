namespace OrleansSms.Load.Offering;

/// <summary>What one kind of client sends.</summary>
internal sealed record TrafficOptions
{
    /// <summary>The first digit of its requests' numbers, 0 to 9: tells the kinds of one run apart.</summary>
    public int Lane { get; init; }

    /// <summary>Messages of a request: 1 goes to <c>/v1/messages</c>, more to <c>/v1/batches</c>.</summary>
    public int Size { get; init; } = 1;

    /// <summary>How many recipients take turns; 0 = each message has its own.</summary>
    public int Recipients { get; init; } = 100_000;

    public string Category { get; init; } = "transactional";

    /// <summary>ISO 8601; null = the gateway's default.</summary>
    public string? Validity { get; init; }

    /// <summary>Whether every request has an Idempotency-Key, and so may be sent again when its answer was lost.</summary>
    public bool Idempotency { get; init; }
}
