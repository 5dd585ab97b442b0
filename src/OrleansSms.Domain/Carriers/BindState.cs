namespace OrleansSms.Domain.Carriers;

/// <summary>How a bind is doing at this moment.</summary>
[GenerateSerializer, Immutable, Alias("sms.BindState")]
public sealed record BindState
{
    /// <summary>Carrier and index, as in <c>carrier/0</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whether the session is bound.</summary>
    [Id(1)] public bool Bound { get; init; }

    /// <summary><c>connecting</c>, <c>bound</c>, <c>waiting</c> (before the next try), <c>stopped</c>.</summary>
    [Id(2)] public required string State { get; init; }

    /// <summary>Unanswered submit_sm.</summary>
    [Id(3)] public int WindowUsed { get; init; }

    /// <summary>Most that may be unanswered.</summary>
    [Id(4)] public int WindowSize { get; init; }

    /// <summary>Segments a second that the bind allows itself now; 0 = no limit.</summary>
    [Id(5)] public double EffectiveTps { get; init; }

    /// <summary>Why it is what it is: <c>unlimited</c>, <c>configured</c>, <c>throttled</c> or <c>recovering</c>.</summary>
    [Id(6)] public required string TpsReason { get; init; }

    /// <summary>Messages waiting, by lane: authentication, transactional, marketing.</summary>
    [Id(7)] public required IReadOnlyList<int> Queued { get; init; }

    /// <summary>Age of the oldest waiting message by lane, in seconds.</summary>
    [Id(8)] public required IReadOnlyList<double> OldestSeconds { get; init; }

    /// <summary>Receipts expected, as far as memory knows.</summary>
    [Id(9)] public int OpenReceipts { get; init; }

    /// <summary>The last thing that went wrong.</summary>
    [Id(10)] public string? LastError { get; init; }

    /// <summary>When it went wrong, in Unix microseconds.</summary>
    [Id(11)] public long? LastErrorAt { get; init; }

    /// <summary>When the session was bound, in Unix microseconds.</summary>
    [Id(12)] public long? BoundAt { get; init; }

    /// <summary>Segments that the carrier accepted since the grain started.</summary>
    [Id(13)] public long Submitted { get; init; }

    /// <summary>Segments that it throttled.</summary>
    [Id(14)] public long Throttled { get; init; }

    /// <summary>Receipts for messages that nobody knows.</summary>
    [Id(15)] public long UnknownReceipts { get; init; }

    /// <summary>Where it runs: address and port of the silo.</summary>
    [Id(16)] public string Silo { get; init; } = "";
}
