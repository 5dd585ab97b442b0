using System.Globalization;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Benchmarks.Store;

/// <summary>The sets that a gateway commits for its messages, as grains make them. One flow's; not thread-safe.</summary>
internal sealed class MessageLife(IdGenerator ids, TimeProvider time, BindKey bind, long epoch)
{
    private const long FirstNumber = 447_700_000_000;
    private const int Numbers = 100_000_000;

    private int _smscIds;

    /// <summary>The bind of a flow.</summary>
    public static BindKey BindOf(int flow) => new("north", flow);

    /// <summary>New messages of one batch: one text for many recipients.</summary>
    public ChangeSet Accept(int count)
    {
        var now = time.GetUnixMicros();
        var batch = new BatchId(ids.Next());
        var body = string.Create(CultureInfo.InvariantCulture, $"Your parcel {batch} is on its way and will be with you between nine and eleven o'clock tomorrow.");
        var messages = new NewMessage[count];
        for (var i = 0; i < count; i++)
        {
            messages[i] = New(batch, body, now);
        }

        var record = new BatchRecord
        {
            Id = batch,
            Account = messages[0].Message.Account,
            Accepted = count,
            Rejected = 0,
            CreatedAt = now,
            First = messages[0].Message.Id,
            Last = messages[^1].Message.Id,
        };
        return new ChangeSet { NewMessages = messages, Batch = record };
    }

    /// <summary>Messages that are about to be sent.</summary>
    public ChangeSet Arm(IReadOnlyList<MessageId> messages) => new() { Intent = new SubmitIntent(bind, epoch, messages) };

    /// <summary>The carrier has taken them.</summary>
    public (ChangeSet Set, string[] SmscIds) Sent(IReadOnlyList<MessageId> messages)
    {
        var now = time.GetUnixMicros();
        var smscIds = new string[messages.Count];
        var changes = new MessageChange[messages.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            smscIds[i] = string.Create(CultureInfo.InvariantCulture, $"{bind.Index:X2}{++_smscIds:X8}");
            changes[i] = new MessageChange
            {
                Id = messages[i],
                To = MessageStatus.Sent,
                At = now,
                SentSegments = 1,
                SmscMessageId = smscIds[i],
                OpenReceipt = new ReceiptKey(bind.Carrier, smscIds[i], 0),
                Entry = new TimelineEntry(
                    now, TimelineKind.Submitted, bind.ToString(), 0, 0, smscIds[i], (now - 400).ToString(CultureInfo.InvariantCulture)),
            };
        }

        return (new ChangeSet { Changes = changes, IntentsOver = [new IntentsOver(bind, epoch, messages)] }, smscIds);
    }

    /// <summary>Their receipts have come.</summary>
    public ChangeSet Delivered(IReadOnlyList<MessageId> messages, string[] smscIds)
    {
        var now = time.GetUnixMicros();
        var changes = new MessageChange[messages.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = new MessageChange
            {
                Id = messages[i],
                To = MessageStatus.Delivered,
                At = now,
                DeliveredSegments = 1,
                CloseReceipt = new ReceiptKey(bind.Carrier, smscIds[i], 0),
                Entry = new TimelineEntry(now, TimelineKind.Receipt, bind.ToString(), 0, SmscMessageId: smscIds[i], Detail: "DELIVRD err:000"),
            };
        }

        return new ChangeSet { Changes = changes };
    }

    private NewMessage New(BatchId batch, string body, long now)
    {
        var message = new Message
        {
            Id = new MessageId(ids.Next()),
            Account = "acc_benchmark",
            To = new Msisdn(FirstNumber + Random.Shared.Next(Numbers)),
            From = "SHOP",
            Body = body,
            Category = MessageCategory.Transactional,
            Segments = 1,
            CreatedAt = now,
            ExpiresAt = now + UnixMicros.From(MessageLimits.DefaultValidity),
            Batch = batch,
        };
        return new NewMessage(
            message,
            MessageStatus.Queued,
            null,
            bind,
            null,
            [new(now, TimelineKind.Accepted), new(now, TimelineKind.Decided, Detail: "send"), new(now, TimelineKind.Queued, bind.ToString())]);
    }
}
