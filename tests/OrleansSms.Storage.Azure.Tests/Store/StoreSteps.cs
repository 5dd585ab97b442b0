using CsCheck;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>Something that happens to a store, drawn at random.</summary>
internal sealed record StoreStep(int Kind, int Pick, MessageStatus To, long Sent, long Delivered);

/// <summary>Makes change sets of random steps.</summary>
internal sealed class StoreSteps(TimeProvider time)
{
    public static readonly BindKey[] Binds = [new("north", 0), new("north", 1)];
    public static readonly string[] Accounts = ["acc_one", "acc_two"];

    public static readonly Gen<StoreStep> Any = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 1_000], Gen.Int[0, 11], Gen.Long[0, 3], Gen.Long[0, 3], static (kind, pick, status, sent, delivered) =>
            new StoreStep(kind, pick, (MessageStatus)status, sent, delivered));

    private readonly Samples _new = new(time);

    public static BindKey BindOf(StoreStep step) => Binds[step.Pick % Binds.Length];

    /// <summary>What a step commits, to messages that are there.</summary>
    public ChangeSet SetOf(StoreStep step, IReadOnlyList<MessageId> ids)
    {
        var bind = BindOf(step);
        MessageId[] some = ids.Count == 0 ? [] : [ids[step.Pick % ids.Count], ids[step.Pick * 7 % ids.Count]];
        return step.Kind switch
        {
            < 40 => new ChangeSet { NewMessages = [Begin(step, bind)], Idempotency = _new.Request((byte)step.Pick) },
            < 55 => new ChangeSet { Intent = new SubmitIntent(bind, 1 + (step.Pick % 3), some) },
            < 60 => new ChangeSet { IntentsOver = [new IntentsOver(bind, 1 + (step.Pick % 3), some)] },
            _ => new ChangeSet { Changes = [.. some.Select(id => Change(step, id, bind))] },
        };
    }

    private NewMessage Begin(StoreStep step, BindKey bind)
    {
        var message = _new.Message(Accounts[step.Pick % 2], 447700900100 + (step.Pick % 3)) with { Segments = 2, CountsTowardsCap = step.Pick % 2 == 0 };
        return step.Pick % 4 == 0 ? _new.Scheduled(_new.Now + step.Pick, message) : _new.Queued(bind, message);
    }

    private MessageChange Change(StoreStep step, MessageId id, BindKey bind)
    {
        var receipt = new ReceiptKey("north", $"R{step.Pick % 20}", step.Pick % 2);
        return _new.Change(id, step.To) with
        {
            SentSegments = step.Sent,
            DeliveredSegments = step.Delivered,
            Bind = step.Pick % 5 == 0 ? bind : null,
            DueAt = step.Pick % 7 == 0 ? _new.Now + step.Pick : null,
            Attempts = step.Pick % 3 == 0 ? step.Pick % 4 : null,
            Reason = step.Pick % 6 == 0 ? "why" : null,
            SmscMessageId = step.Sent > 0 ? receipt.SmscMessageId : null,
            OpenReceipt = step.Kind % 3 == 0 ? receipt : null,
            CloseReceipt = step.Kind % 3 == 1 ? receipt : null,
            OnlyUpTo = step.Pick % 11 == 0 ? MessageStatus.Queued : null,
        };
    }
}
