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
}
