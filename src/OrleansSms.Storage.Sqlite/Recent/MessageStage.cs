using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Journal;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Sealing;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// What the commit under way does to messages: in force at once for what follows in the same commit, seen by readers only when it is durable, and gone
/// without a trace when the commit fails. Writer only.
/// </summary>
internal sealed class MessageStage(RecentMessages recent, MessageTable table, Sealer sealer)
{
    private readonly List<RecentMessage> _entered = [];
    private readonly List<RecentMessage> _changed = [];
    private readonly List<ReceiptWord> _receipts = [];
    private long _greatest;

    /// <summary>Greatest key that was ever committed, as far as memory goes.</summary>
    public long Greatest => Volatile.Read(ref _greatest);

    /// <summary>Adds new messages; none of them when one has the key of another.</summary>
    public bool TryCreate(RecentMessage[] created)
    {
        for (var i = 0; i < created.Length; i++)
        {
            if (table.Contains(created[i].Key) || !recent.TryAdd(created[i]))
            {
                Withdraw(created.AsSpan(0, i));
                return false;
            }

            _entered.Add(created[i]);
            Mark(created[i]);
        }

        return true;
    }

    /// <summary>A message, taken up from its row if it is not in memory; null when there is none.</summary>
    public RecentMessage? Find(long key)
    {
        if (recent.Get(key) is { } known)
        {
            return known;
        }

        if (table.Load(key) is not { } loaded)
        {
            return null;
        }

        recent.TryAdd(loaded);
        recent.Publish(loaded);
        _entered.Add(loaded);
        return loaded;
    }

    /// <summary>Applies a step by the one rule of how messages change.</summary>
    /// <param name="octets">Those that hold the step's timeline entry.</param>
    public ChangeResult Change(RecentMessage message, MessageChange change, in PreparedStep step, byte[] octets)
    {
        var before = message.State;
        if (!change.MayBeTaken(before.Status, before.IntentBind != 0))
        {
            return new ChangeResult(true, before.Status, before.Status);
        }

        var history = new History(before.History, octets, step.Entry, step.EntryBytes);
        message.State = before.After(change, message.Message.Segments, step.Bind, history);
        Mark(message);
        if (change.OpenReceipt is { } opened)
        {
            _receipts.Add(new ReceiptWord(message, step.OpenCarrier, opened, change.At, IsOpen: true));
        }

        if (change.CloseReceipt is { } closed)
        {
            _receipts.Add(new ReceiptWord(message, step.CloseCarrier, closed, change.At, IsOpen: false));
        }

        return new ChangeResult(true, before.Status, message.State.Status);
    }

    /// <summary>A bind is about to send a message. One that has left its lane is not sent, whatever the bind thinks.</summary>
    public void Intend(RecentMessage message, int bind, long epoch)
    {
        if (message.State.Status == MessageStatus.Queued)
        {
            message.State = message.State with { IntentBind = bind, IntentEpoch = epoch };
            Mark(message);
        }
    }

    /// <summary>A message's submit can no longer be under way, unless a later owner has begun another.</summary>
    public void EndIntent(RecentMessage message, int bind, long epoch)
    {
        if (message.State.IntentBind == bind && message.State.IntentEpoch <= epoch)
        {
            message.State = message.State with { IntentBind = 0, IntentEpoch = 0 };
            Mark(message);
        }
    }

    /// <summary>The commit is durable, its part of the journal at <paramref name="position"/>.</summary>
    public void Committed(long position)
    {
        for (var i = 0; i < _changed.Count; i++)
        {
            if (i + RecentCounted.Ahead < _changed.Count)
            {
                recent.Counted.Fetch(_changed[i + RecentCounted.Ahead]);
            }

            var message = _changed[i];
            message.IsStaged = false;
            recent.Publish(message);
            sealer.Enter(message, position);
            _greatest = Math.Max(_greatest, message.Key);
            if (message.State.Status.IsFinal())
            {
                sealer.Finish(message);
            }
        }

        foreach (var word in _receipts)
        {
            word.Speak(recent.Receipts);
        }

        foreach (var message in _entered)
        {
            // It was only looked at: its row says the same.
            if (message.Place.List is null)
            {
                recent.Remove(message);
            }
        }

        Clear();
    }

    public void RolledBack()
    {
        foreach (var message in _changed)
        {
            message.IsStaged = false;
            message.State = message.Published ?? message.State;
        }

        _entered.ForEach(recent.Remove);
        Clear();
    }

    private void Mark(RecentMessage message)
    {
        if (!message.IsStaged)
        {
            message.IsStaged = true;
            message.IsOvertaken = message.IsSealing;
            _changed.Add(message);
        }
    }

    private void Withdraw(ReadOnlySpan<RecentMessage> created)
    {
        foreach (var message in created)
        {
            recent.Remove(message);
            message.IsStaged = false;
        }

        _entered.RemoveRange(_entered.Count - created.Length, created.Length);
        _changed.RemoveRange(_changed.Count - created.Length, created.Length);
    }

    private void Clear()
    {
        _entered.Clear();
        _changed.Clear();
        _receipts.Clear();
    }

    /// <summary>What a step says about a receipt.</summary>
    private readonly record struct ReceiptWord(RecentMessage Message, int Carrier, ReceiptKey Key, long At, bool IsOpen)
    {
        public void Speak(RecentReceipts receipts)
        {
            if (IsOpen)
            {
                receipts.Open(Message, Carrier, Key.SmscMessageId, Key.Segment, At);
            }
            else
            {
                receipts.Close(Message, Carrier, Key.SmscMessageId, Key.Segment);
            }
        }
    }
}
