using System.Collections.Concurrent;
using OrleansSms.Storage.Azure.Events;
using OrleansSms.Storage.Azure.Facts;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.State;

/// <summary>
/// What the store's owner has in memory: all that no row holds, all messages that are under way, and a while of the rest. Everything here is durable.
/// Read and changed under <see cref="Gate"/>, except where a member says otherwise.
/// </summary>
internal sealed class StoreState(AzureStoreOptions options, TimeProvider time)
{
    public Lock Gate { get; } = new();

    /// <summary>Messages in memory; may be read without the lock.</summary>
    public ConcurrentDictionary<MessageId, HeldMessage> Messages { get; } = new();

    public MessageIndex Index { get; } = new();

    public ReceiptIndex Receipts { get; } = new();

    public MessageQueues Queues { get; } = new(time);

    public Dictionary<BindKey, long> Epochs { get; } = [];

    public SortedDictionary<MessageId, InboundPart> Parts { get; } = new(IdOrder.Instance);

    public FactBuffer<string, IdempotencyRecord> Answers { get; } = new();

    public FactBuffer<BatchId, BatchRecord> Batches { get; } = new();

    public FactBuffer<MessageId, InboundMessage> Inbound { get; } = new();

    public Dictionary<string, AccountLog> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>Which answers, receipts, counted messages and recipients have rows.</summary>
    public TableKeys Known { get; } = new(options.MaxKnownKeys);

    /// <summary>Greatest key that was ever written.</summary>
    public ulong Greatest { get; set; }

    /// <summary>Greatest time-ordered half of an id that may have a row and not be in memory: newer ones need not be looked up.</summary>
    public ulong ForgottenUpTo { get; set; }

    /// <summary>Answers given before it, in Unix microseconds, are as if they were not there.</summary>
    public long AnswersFrom { get; set; }

    /// <summary>Position up to which rows alone have the event log: memory begins with what was replayed.</summary>
    public long EventsForgottenTo { get; set; }

    public AccountLog Log(string account)
    {
        if (!Logs.TryGetValue(account, out var log))
        {
            Logs[account] = log = new AccountLog(account, EventsForgottenTo);
        }

        return log;
    }

    /// <summary>Takes up a message from its row; the one that is there already if another was quicker.</summary>
    public HeldMessage Enter(HeldMessage loaded)
    {
        if (Messages.TryGetValue(loaded.Id, out var known))
        {
            return known;
        }

        Messages[loaded.Id] = loaded;
        Index.Move(loaded.Id, null, loaded.State);
        Queues.Place(loaded);
        return loaded;
    }

    /// <summary>A message leaves memory: its row says all of it.</summary>
    public void Leave(HeldMessage message)
    {
        MessageQueues.Remove(message);
        Index.Move(message.Id, message.State, null);
        Messages.TryRemove(message.Id, out _);
        ForgottenUpTo = Math.Max(ForgottenUpTo, message.Id.Value.High);
    }

    /// <summary>What goes into the first entry of a segment.</summary>
    public Carried Carry() => new()
    {
        Epochs = [.. Epochs.Select(static pair => (pair.Key, pair.Value))],
        Parts = [.. Parts.Values],
        Greatest = Greatest,
    };

    public void Restore(Carried carried)
    {
        foreach (var (bind, epoch) in carried.Epochs)
        {
            Epochs[bind] = epoch;
        }

        foreach (var part in carried.Parts)
        {
            Parts[part.Id] = part;
        }

        Greatest = Math.Max(Greatest, carried.Greatest);
    }

    /// <summary>Position of the oldest entry of which something stands in no row; null = there is none.</summary>
    public long? UnwrittenFrom()
    {
        long?[] oldest =
        [
            Queues.UnsealedFrom(), Answers.UnwrittenFrom, Batches.UnwrittenFrom, Inbound.UnwrittenFrom, Logs.Values.Min(static log => log.UnwrittenFrom),
        ];
        return oldest.Min();
    }
}
