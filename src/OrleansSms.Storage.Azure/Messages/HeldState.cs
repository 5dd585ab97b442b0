using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Messages;

/// <summary>Where a message stands. Immutable, so that readers may hold one while the next is being made.</summary>
/// <param name="Record">The message; its status is the stored one.</param>
/// <param name="Timeline">Its history.</param>
/// <param name="IntentBind">The bind that is about to send it.</param>
/// <param name="IntentEpoch">Epoch of that bind's owner.</param>
internal sealed record HeldState(MessageRecord Record, History? Timeline, BindKey? IntentBind, long IntentEpoch)
{
    /// <summary>As callers see it.</summary>
    public MessageRecord Shown => Record.Status.ShownAs(Record.QueuedAt, Record.SentMask != 0 || IntentBind is not null) is var shown && shown == Record.Status
        ? Record
        : Record with { Status = shown };

    /// <summary>The lane it is in.</summary>
    public (BindKey Bind, MessageCategory Category)? Lane =>
        Record is { Status: MessageStatus.Queued, Bind: { } bind } ? (bind, Record.Message.Category) : null;

    /// <summary>Whether memory must keep it, as a lane or the clock will ask for it.</summary>
    public bool IsUnderWay => Record.Status < MessageStatus.Sent;

    /// <summary>Whether it takes a place in a recipient's cap, or took one.</summary>
    public bool IsCounted => Record is { QueuedAt: not null, Message.CountsTowardsCap: true };

    /// <summary>Whether it has been handed over, and still has text and number.</summary>
    public bool MayBeErased => !IsUnderWay && !Record.Message.To.IsNone;

    /// <summary>What is left of it when its recipient is erased.</summary>
    public HeldState Erased() => this with
    {
        Record = Record with { Message = ErasureRules.Erase(Record.Message), SmscMessageId = null },
        Timeline = History.From([.. History.ToArray(Timeline).Select(ErasureRules.Erase)]),
    };

    public static HeldState Begin(NewMessage created) => new(
        MessageSteps.Begin(created.Message, created.Status, created.Reason, created.Bind, created.DueAt), History.From(created.Timeline), null, 0);

    public HeldState After(MessageChange change)
    {
        var record = Record.After(change);
        var isIntended = record.Status == MessageStatus.Queued;
        return new HeldState(record, History.Add(Timeline, change.Entry), isIntended ? IntentBind : null, isIntended ? IntentEpoch : 0);
    }
}
