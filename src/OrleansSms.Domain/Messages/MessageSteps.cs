namespace OrleansSms.Domain.Messages;

/// <summary>How a message's record changes with each of its steps, and what follows from where it stands.</summary>
public static class MessageSteps
{
    /// <summary>Where a message begins.</summary>
    public static MessageRecord Begin(Message message, MessageStatus status, string? reason, BindKey? bind, long? dueAt) => new()
    {
        Message = message,
        Status = status,
        Reason = reason,
        Bind = bind,
        DueAt = dueAt,
        QueuedAt = status == MessageStatus.Queued ? message.CreatedAt : null,
        FinalAt = status.IsFinal() ? message.CreatedAt : null,
    };

    /// <summary>The record after a step that takes effect, by the rule of <see cref="MessageState.Apply"/>; its status is the stored one, not the shown one.</summary>
    public static MessageRecord After(this MessageRecord before, MessageChange change)
    {
        if (before.Status.IsFinal())
        {
            return before with { Version = before.Version + 1 };
        }

        var state = new MessageState(before.Status, before.Message.Segments, before.SentMask, before.DeliveredMask).Apply(change);
        var after = before with { Version = before.Version + 1, SentMask = state.SentMask, DeliveredMask = state.DeliveredMask };
        return change.To < before.Status && state.Status == before.Status ? after : after.Reach(state.Status, change);
    }

    /// <summary>Whether it is looked at again at <see cref="MessageRecord.DueAt"/>.</summary>
    public static bool IsWaiting(this MessageRecord record) =>
        record.DueAt is not null && record.Status is MessageStatus.Scheduled or MessageStatus.Held or MessageStatus.Sending;

    /// <summary>Whether it stands in a cap: once queued, and unless it ended before any part of it went out.</summary>
    public static bool HoldsPlace(this MessageRecord record) =>
        record.QueuedAt is not null && record.Status != MessageStatus.Held
        && (record.SentMask != 0
            || record.Status is not (MessageStatus.Failed or MessageStatus.Expired or MessageStatus.Canceled or MessageStatus.Suppressed));

    /// <summary>A step that is not behind the message: what it says beside the status counts as well.</summary>
    private static MessageRecord Reach(this MessageRecord record, MessageStatus status, MessageChange change)
    {
        var reached = status == record.Status ? MessageStatus.Accepted : status;
        var settled = reached is MessageStatus.Queued or MessageStatus.Sent || reached.IsFinal();
        return record with
        {
            Status = status,
            Reason = change.Reason ?? record.Reason,
            Error = change.Error ?? record.Error,
            Bind = change.Bind ?? record.Bind,
            Attempts = change.Attempts ?? record.Attempts,
            DueAt = settled ? null : change.DueAt ?? record.DueAt,
            SmscMessageId = record.SmscMessageId ?? change.SmscMessageId,
            QueuedAt = reached == MessageStatus.Queued ? change.At : record.QueuedAt,
            SentAt = reached == MessageStatus.Sent ? change.At : record.SentAt,
            FinalAt = reached.IsFinal() ? change.At : record.FinalAt,
        };
    }
}
