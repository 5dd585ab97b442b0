namespace OrleansSms.Domain.Messages;

/// <summary>Where a message stands. A message only ever moves to a greater value; everything from <see cref="Delivered"/> on is final.</summary>
public enum MessageStatus : byte
{
    /// <summary>Durable, nothing decided yet.</summary>
    Accepted = 0,

    /// <summary>Waits for the time that its sender asked for.</summary>
    Scheduled = 1,

    /// <summary>Waits because the recipient's rules say not now.</summary>
    Held = 2,

    /// <summary>In a lane of a bind.</summary>
    Queued = 3,

    /// <summary>Handed to the carrier's session, no answer yet; or, after a crash, nobody knows.</summary>
    Sending = 4,

    /// <summary>The carrier accepted every segment.</summary>
    Sent = 5,

    /// <summary>The handset has it.</summary>
    Delivered = 6,

    /// <summary>A carrier accepted it and later refused it.</summary>
    Undelivered = 7,

    /// <summary>No carrier ever accepted it.</summary>
    Failed = 8,

    /// <summary>Its validity ended first.</summary>
    Expired = 9,

    /// <summary>Its sender took it back.</summary>
    Canceled = 10,

    /// <summary>The recipient's rules say never.</summary>
    Suppressed = 11,
}

/// <summary>Questions about a status.</summary>
public static class MessageStatusRules
{
    /// <summary>Whether nothing can follow.</summary>
    public static bool IsFinal(this MessageStatus status) => status >= MessageStatus.Delivered;

    /// <summary>Whether the sender may still take the message back: it has not been handed to a carrier.</summary>
    public static bool CanCancel(this MessageStatus status) => status <= MessageStatus.Queued;

    /// <summary>
    /// Where a message stands for those who ask: one that is queued and has begun to go out is <see cref="MessageStatus.Sending"/>; one that was set aside
    /// stays queued, since nobody is shown a step back.
    /// </summary>
    /// <param name="status">The stored status.</param>
    /// <param name="queuedAt">When it was queued; null = it never was.</param>
    /// <param name="hasBegun">Whether a carrier has a part of it, or a bind is about to send it.</param>
    public static MessageStatus ShownAs(this MessageStatus status, long? queuedAt, bool hasBegun) => status switch
    {
        MessageStatus.Queued when hasBegun => MessageStatus.Sending,
        MessageStatus.Held when queuedAt is not null => MessageStatus.Queued,
        _ => status,
    };

    /// <summary>Whether the clock looks at it again, when it has a time for that.</summary>
    public static bool WaitsForClock(this MessageStatus status) => status is MessageStatus.Scheduled or MessageStatus.Held or MessageStatus.Sending;

    /// <summary>Whether a message stands in its recipient's caps: once queued, unless it was set aside or ended before any part of it went out.</summary>
    public static bool HoldsPlace(this MessageStatus status, long? queuedAt, long sentMask) =>
        queuedAt is not null && status != MessageStatus.Held
        && (sentMask != 0 || status is not (MessageStatus.Failed or MessageStatus.Expired or MessageStatus.Canceled or MessageStatus.Suppressed));
}
