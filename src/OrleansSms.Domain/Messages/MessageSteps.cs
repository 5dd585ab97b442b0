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

    /// <summary>The record after a step that takes effect; its status is the stored one, not the shown one.</summary>
    public static MessageRecord After(this MessageRecord before, MessageChange change)
    {
        var step = StepEffect.Of(new MessageState(before.Status, before.Message.Segments, before.SentMask, before.DeliveredMask), change);
        var after = before with
        {
            Version = before.Version + 1,
            Status = step.State.Status,
            SentMask = step.State.SentMask,
            DeliveredMask = step.State.DeliveredMask,
        };
        return step.IsBehind ? after : after with
        {
            Reason = change.Reason ?? before.Reason,
            Error = change.Error ?? before.Error,
            Bind = change.Bind ?? before.Bind,
            Attempts = change.Attempts ?? before.Attempts,
            DueAt = step.IsSettled ? null : change.DueAt ?? before.DueAt,
            SmscMessageId = before.SmscMessageId ?? change.SmscMessageId,
            QueuedAt = step.TakesPlace ? change.At : before.QueuedAt,
            SentAt = step.Reached == MessageStatus.Sent ? change.At : before.SentAt,
            FinalAt = step.Reached.IsFinal() ? change.At : before.FinalAt,
        };
    }

    /// <summary>Whether it is looked at again at <see cref="MessageRecord.DueAt"/>.</summary>
    public static bool IsWaiting(this MessageRecord record) => record.DueAt is not null && record.Status.WaitsForClock();

    /// <summary>Whether it stands in a cap.</summary>
    public static bool HoldsPlace(this MessageRecord record) => record.Status.HoldsPlace(record.QueuedAt, record.SentMask);
}
