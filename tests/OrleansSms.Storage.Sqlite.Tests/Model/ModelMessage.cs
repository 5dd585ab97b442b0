using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Model;

/// <summary>A message as a plain object.</summary>
internal sealed class ModelMessage(NewMessage created)
{
    public Message Message => created.Message;

    public MessageRecord Record { get; private set; } = new()
    {
        Message = created.Message,
        Status = created.Status,
        Reason = created.Reason,
        Bind = created.Bind,
        DueAt = created.DueAt,
        QueuedAt = created.Status == MessageStatus.Queued ? created.Message.CreatedAt : null,
        FinalAt = created.Status.IsFinal() ? created.Message.CreatedAt : null,
    };

    /// <summary>Bind and epoch of the intent that it is under.</summary>
    public (BindKey Bind, long Epoch)? Intent { get; set; }

    public List<TimelineEntry> Timeline { get; } = [.. created.Timeline];

    /// <summary>As callers see it.</summary>
    public MessageRecord Shown => IsQueued && (Record.SentMask != 0 || Intent is not null) ? Record with { Status = MessageStatus.Sending } : Record;

    public bool IsQueued => Record.Status == MessageStatus.Queued;

    public bool IsDue(long now) => Record.DueAt <= now && Record.Status is MessageStatus.Scheduled or MessageStatus.Held or MessageStatus.Sending;

    /// <summary>Whether it takes a place in its recipient's cap.</summary>
    public bool HoldsPlace => Message.CountsTowardsCap && Record.QueuedAt is not null
        && (Record.SentMask != 0 || Record.Status is not (MessageStatus.Failed or MessageStatus.Expired or MessageStatus.Canceled or MessageStatus.Suppressed));

    public ChangeResult Apply(MessageChange change)
    {
        var before = Record.Status;
        if (before > change.OnlyUpTo)
        {
            return new ChangeResult(true, before, before);
        }

        Timeline.Add(change.Entry);
        Record = Record with { Version = Record.Version + 1 };
        if (!before.IsFinal())
        {
            var next = new MessageState(before, Message.Segments, Record.SentMask, Record.DeliveredMask).Apply(change);
            Record = Record with { SentMask = next.SentMask, DeliveredMask = next.DeliveredMask };
            if (change.To >= before)
            {
                Advance(change, next.Status);
            }
        }

        return new ChangeResult(true, before, Record.Status);
    }

    private void Advance(MessageChange change, MessageStatus status)
    {
        var moved = status != Record.Status;
        var forgetsDue = moved && (status.IsFinal() || status is MessageStatus.Queued or MessageStatus.Sent);
        Record = Record with
        {
            Status = status,
            Reason = change.Reason ?? Record.Reason,
            Error = change.Error ?? Record.Error,
            Bind = change.Bind ?? Record.Bind,
            Attempts = change.Attempts ?? Record.Attempts,
            SmscMessageId = Record.SmscMessageId ?? change.SmscMessageId,
            DueAt = forgetsDue ? null : change.DueAt ?? Record.DueAt,
            QueuedAt = moved && status == MessageStatus.Queued ? change.At : Record.QueuedAt,
            SentAt = moved && status == MessageStatus.Sent ? change.At : Record.SentAt,
            FinalAt = moved && status.IsFinal() ? change.At : Record.FinalAt,
        };
        Intent = IsQueued ? Intent : null;
    }
}
