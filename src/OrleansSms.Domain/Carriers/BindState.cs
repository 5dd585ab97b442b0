namespace OrleansSms.Domain.Carriers;

/// <summary>How a bind is doing at this moment.</summary>
[GenerateSerializer, Immutable, Alias("sms.BindState")]
public sealed record BindState
{
    /// <summary>Carrier and index, as in <c>carrier/0</c>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Whether the session is bound.</summary>
    [Id(1)] public bool Bound { get; init; }

    /// <summary><c>connecting</c>, <c>bound</c>, <c>waiting</c> (before the next try), <c>draining</c> (sends nothing more), <c>stopped</c>.</summary>
    [Id(2)] public required string State { get; init; }

    /// <summary>Unanswered submit_sm.</summary>
    [Id(3)] public int WindowUsed { get; init; }

    /// <summary>Most that may be unanswered.</summary>
    [Id(4)] public int WindowSize { get; init; }

    /// <summary>Segments a second that the bind allows itself now; 0 = no limit.</summary>
    [Id(5)] public double EffectiveTps { get; init; }

    /// <summary>Why it is what it is: <c>unlimited</c>, <c>configured</c>, <c>throttled</c>, <c>recovering</c> or <c>carrier_limit</c>.</summary>
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

    /// <summary>What keeps it from sending what waits faster, at this moment; null = nothing does.</summary>
    [Id(16)] public BindHold? HeldBy { get; init; }

    /// <summary>Until when the carrier has made it pause, in Unix microseconds; null = it has not.</summary>
    [Id(17)] public long? PausedUntil { get; init; }

    /// <summary>Where it runs: address and port of the silo.</summary>
    [Id(18)] public string Silo { get; init; } = "";
}

/// <summary>What keeps a bind from sending what waits.</summary>
public enum BindHold : byte
{
    /// <summary>No session is bound.</summary>
    NotBound = 0,

    /// <summary>The bind is being stopped.</summary>
    Draining = 1,

    /// <summary>The store is slow, or takes no writes: without an intent nothing goes.</summary>
    Store = 2,

    /// <summary>As many submit_sm are unanswered as may be; of the window's last places only codes may use any.</summary>
    Window = 3,

    /// <summary>The carrier throttled: the bind pauses, or is slower than its limit.</summary>
    CarrierThrottle = 4,

    /// <summary>The TPS limit of the carrier.</summary>
    TpsLimit = 5,

    /// <summary>All that waits is ahead of what its account may send by now.</summary>
    AccountLimit = 6,
}
