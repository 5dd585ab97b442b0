using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Model;

/// <summary>Sets of every kind, likely ones and unlikely ones, about what a model holds.</summary>
internal sealed class RandomSets(Random random, StoreModel model, Samples samples)
{
    public const int Keys = 40;

    public static readonly BindKey[] Binds = [new("north", 0), new("north", 1), new("south", 0)];

    public static readonly string[] Accounts = ["acc_one", "acc_two"];

    public static readonly Msisdn[] Recipients = [new(447700900001), new(447700900002), new(447700900003)];

    public static readonly string[] SmscIds = [.. Enumerable.Range(0, 12).Select(number => $"S{number}")];

    public ChangeSet Next() => random.Next(10) switch
    {
        < 4 => Accept(),
        4 => Arm(),
        5 => Disarm(),
        _ => new ChangeSet { Changes = [.. Some(5).Select(Step)] },
    };

    public BindKey Bind() => Pick(Binds);

    private ChangeSet Accept()
    {
        var created = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Create()).ToList();
        if (random.Next(20) == 0 && model.Messages.Count > 0)
        {
            var taken = PickMessage().Message;
            created.Add(created[0] with { Message = created[0].Message with { Id = taken.Id } });
        }

        var batch = new BatchRecord
        {
            Id = samples.BatchId(),
            Account = Accounts[0],
            Accepted = created.Count,
            Rejected = 0,
            CreatedAt = samples.Now,
            First = created[0].Message.Id,
            Last = created[^1].Message.Id,
        };
        var isBatch = random.Next(3) == 0;
        return new ChangeSet
        {
            NewMessages = isBatch ? [.. created.Select(one => one with { Message = one.Message with { Batch = batch.Id } })] : created,
            Batch = isBatch ? batch : null,
            Idempotency = random.Next(2) == 0 ? samples.Request((byte)random.Next(Keys), (byte)random.Next(256)) : null,
        };
    }

    private NewMessage Create()
    {
        var message = samples.Message(Pick(Accounts), Pick(Recipients).Digits) with
        {
            Segments = random.Next(1, 4),
            Category = (MessageCategory)random.Next(3),
            CountsTowardsCap = random.Next(2) == 0,
            Campaign = random.Next(3) switch { 0 => null, 1 => "cmp_spring", _ => "cmp_autumn" },
            Body = random.Next(2) == 0 ? "alike" : $"{random.Next()} ✋",
        };
        return random.Next(8) switch
        {
            0 => samples.Scheduled(samples.Now + random.Next(1, 1_000_000), message),
            1 => new NewMessage(message, MessageStatus.Held, "quiet_hours", null, samples.Now + random.Next(1_000_000), []),
            2 => new NewMessage(message, MessageStatus.Suppressed, "opted_out", null, null, []),
            _ => samples.Queued(Bind(), message),
        };
    }

    /// <summary>Messages that a bind is about to send, or one that thinks it still owns the bind.</summary>
    private ChangeSet Arm()
    {
        var bind = Bind();
        var epoch = model.Epochs.GetValueOrDefault(bind) - (random.Next(5) == 0 ? 1 : 0);
        return new ChangeSet { Intent = new SubmitIntent(bind, epoch, [.. Some(6)]) };
    }

    private ChangeSet Disarm()
    {
        var bind = Bind();
        return new ChangeSet { IntentsOver = [new IntentsOver(bind, model.Epochs.GetValueOrDefault(bind) - random.Next(2), [.. Some(20)])] };
    }

    private MessageChange Step(MessageId id)
    {
        var segment = random.Next(3);
        var receipt = new ReceiptKey(Pick(Binds).Carrier, Pick(SmscIds), segment);
        return random.Next(8) switch
        {
            0 or 1 => samples.Sent(id, random.Next(1, 8), receipt.SmscMessageId) with { OpenReceipt = receipt },
            2 or 3 => samples.Delivered(id, random.Next(1, 8)) with { CloseReceipt = receipt },
            4 => samples.Change(id, MessageStatus.Queued) with { Bind = Bind(), Attempts = random.Next(5) },
            5 => samples.Change(id, MessageStatus.Canceled) with { OnlyUpTo = MessageStatus.Queued, Reason = "canceled" },
            6 => samples.Change(id, MessageStatus.Sending) with { DueAt = samples.Now + random.Next(1_000_000), CloseReceipt = receipt },
            _ => samples.Change(id, MessageStatus.Failed) with { Error = $"{random.Next(100)}", SentSegments = random.Next(2) },
        };
    }

    /// <summary>Ids of messages, and now and then one that nobody has.</summary>
    private IEnumerable<MessageId> Some(int most)
    {
        for (var left = random.Next(1, most); left > 0; left--)
        {
            yield return model.Messages.Count == 0 || random.Next(25) == 0 ? samples.Id() : PickMessage().Message.Id;
        }
    }

    /// <summary>Mostly a late one.</summary>
    private ModelMessage PickMessage()
    {
        var count = model.Messages.Count;
        var back = Math.Min(random.Next(count), random.Next(count));
        return model.Messages.Values.ElementAt(count - 1 - back);
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
