namespace OrleansSms.Grains.Carriers;

/// <summary>What is written of a message that leaves a lane without having been sent.</summary>
internal static class LaneChanges
{
    /// <summary>Reason of a message whose validity ended while it waited.</summary>
    public const string ValidityOver = "validity_period";

    /// <summary>It ends.</summary>
    public static MessageChange Ended(MessageId id, MessageStatus status, string reason, string? error, long now) => new()
    {
        Id = id,
        To = status,
        At = now,
        Reason = reason,
        Error = error,
        Entry = new TimelineEntry(now, TimelineKind.Ended, Detail: error is null ? reason : $"{reason}: {error}"),
    };

    /// <summary>It may not go now: it leaves its lane, and is looked at again when it may.</summary>
    public static MessageChange SetAside(Message message, string reason, long dueAt, string detail, long now) => new()
    {
        Id = message.Id,
        To = MessageStatus.Held,
        OnlyUpTo = MessageStatus.Queued,
        At = now,
        Reason = reason,
        DueAt = dueAt,
        Entry = new TimelineEntry(now, TimelineKind.Held, Detail: detail),
    };

    /// <summary>It was asked again whether it may go, and it may.</summary>
    public static MessageChange DecidedAgain(MessageId id, string detail, long now) => new()
    {
        Id = id,
        To = MessageStatus.Queued,
        At = now,
        Entry = new TimelineEntry(now, TimelineKind.Decided, Detail: detail),
    };

    /// <summary>Another bind is to have it. Another carrier begins to count its tries anew.</summary>
    public static MessageChange HandedOver(QueuedMessage queued, BindKey from, BindKey next, string why, long now) => new()
    {
        Id = queued.Message.Id,
        To = MessageStatus.Queued,
        At = now,
        Bind = next,
        Attempts = AttemptsAt(queued, from, next),
        Entry = new TimelineEntry(now, TimelineKind.FailedOver, next.ToString(), Detail: why),
    };

    /// <summary>The message as the other bind gets it.</summary>
    public static QueuedMessage AsHandedOver(QueuedMessage queued, BindKey from, BindKey next) =>
        queued with { Attempts = AttemptsAt(queued, from, next), Retries = 0, Review = 0 };

    private static int AttemptsAt(QueuedMessage queued, BindKey from, BindKey next) => next.Carrier == from.Carrier ? queued.Attempts : 0;
}
