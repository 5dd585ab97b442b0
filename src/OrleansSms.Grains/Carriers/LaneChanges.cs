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
        queued with { Attempts = AttemptsAt(queued, from, next), Retries = 0 };

    private static int AttemptsAt(QueuedMessage queued, BindKey from, BindKey next) => next.Carrier == from.Carrier ? queued.Attempts : 0;
}
