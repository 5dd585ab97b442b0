namespace OrleansSms.Domain.Messages;

/// <summary>A message with all that is known of it. Times are Unix microseconds, null where it has not come to that.</summary>
[GenerateSerializer, Immutable, Alias("sms.MessageRecord")]
public sealed record MessageRecord
{
    /// <summary>As accepted.</summary>
    [Id(0)] public required Message Message { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(1)] public required MessageStatus Status { get; init; }

    /// <summary>Why.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>The carrier's error.</summary>
    [Id(3)] public string? Error { get; init; }

    /// <summary>The bind it is with.</summary>
    [Id(4)] public BindKey? Bind { get; init; }

    /// <summary>Counted attempts.</summary>
    [Id(5)] public int Attempts { get; init; }

    /// <summary>Segments accepted by the carrier.</summary>
    [Id(6)] public long SentMask { get; init; }

    /// <summary>Segments delivered.</summary>
    [Id(7)] public long DeliveredMask { get; init; }

    /// <summary>The SMSC's id of the first segment that was accepted.</summary>
    [Id(8)] public string? SmscMessageId { get; init; }

    /// <summary>When it entered a lane, or was last found anew to be allowed while it waited there.</summary>
    [Id(9)] public long? QueuedAt { get; init; }

    /// <summary>When the carrier had accepted every segment.</summary>
    [Id(10)] public long? SentAt { get; init; }

    /// <summary>When it ended.</summary>
    [Id(11)] public long? FinalAt { get; init; }

    /// <summary>When it is looked at again.</summary>
    [Id(12)] public long? DueAt { get; init; }

    /// <summary>Number of changes so far.</summary>
    [Id(13)] public int Version { get; init; }
}
