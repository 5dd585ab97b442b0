namespace OrleansSms.Grains.Webhooks;

/// <summary>An event on its way to an endpoint.</summary>
internal sealed class Delivery(EventId id, MessageId? message)
{
    public EventId Id { get; } = id;

    public MessageId? Message { get; } = message;

    /// <summary>The cursor once this is settled: itself, or the last of the unwanted events that follow it.</summary>
    public EventId CoversTo { get; set; } = id;

    /// <summary>What to post; null while it waits noted, and is read again from the log when its time has come.</summary>
    public EventRecord? Record { get; set; }

    public DeliveryStage Stage { get; set; }

    /// <summary>Whether the store knows it as pending.</summary>
    public bool IsNoted { get; set; }

    /// <summary>Tries that failed.</summary>
    public int Attempts { get; set; }

    /// <summary>When it may be tried, in Unix microseconds.</summary>
    public long NextAt { get; set; }

    /// <summary>When the try under way began, in Unix microseconds.</summary>
    public long StartedAt { get; set; }

    /// <summary>The event of the same message that must be delivered before.</summary>
    public Delivery? Previous { get; set; }

    /// <summary>The event of the same message that waits for this one.</summary>
    public Delivery? Next { get; set; }
}

/// <summary>Where a delivery stands.</summary>
internal enum DeliveryStage
{
    /// <summary>For its time, or for the one before it.</summary>
    Waiting,

    /// <summary>For a free slot.</summary>
    Ready,

    /// <summary>Being posted.</summary>
    Posting,

    /// <summary>Delivered or given up.</summary>
    Done,
}
