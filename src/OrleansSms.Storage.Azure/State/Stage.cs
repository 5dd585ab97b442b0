using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.State;

/// <summary>
/// What the commit under way does: in force at once for what follows in the same commit, seen by readers only when it is durable, and gone without a
/// trace when it is not. Used under the state's lock.
/// </summary>
/// <param name="state">What is durable.</param>
/// <param name="position">Position that the commit has or will have.</param>
/// <param name="isReplay">Whether it is done once more from the journal: then rows may be ahead of it.</param>
internal sealed class Stage(StoreState state, long position, bool isReplay)
{
    private readonly Dictionary<MessageId, Staged> _messages = [];
    private readonly List<(ReceiptKey Key, ReceiptWord? Word)> _receipts = [];
    private readonly Dictionary<BindKey, long> _epochs = [];
    private readonly List<ChangeSet> _sets = [];
    private readonly List<Erasure> _erasures = [];
    private readonly Dictionary<string, IdempotencyRecord> _answers = [];

    /// <summary>What the journal will hold.</summary>
    public List<JournalItem> Items { get; } = [];

    /// <summary>The events, by account.</summary>
    public Dictionary<string, List<LoggedEvent>> Events { get; } = new(StringComparer.Ordinal);

    public bool IsReplay => isReplay;

    public int NewMessages { get; private set; }

    public bool HasAnswer(string key) => _answers.ContainsKey(key) || state.Answers.Contains(key);

    public long Epoch(BindKey bind) => _epochs.TryGetValue(bind, out var epoch) ? epoch : state.Epochs.GetValueOrDefault(bind);

    /// <summary>Whether a message of that id is there.</summary>
    public bool Has(MessageId id) => _messages.ContainsKey(id) || state.Messages.ContainsKey(id);

    /// <summary>Where a message stands; null when it is not there, or when its row is ahead of what is being replayed.</summary>
    public HeldState? Find(MessageId id) =>
        _messages.TryGetValue(id, out var staged) ? staged.State
        : state.Messages.TryGetValue(id, out var held) && !(isReplay && held.RowPosition >= position) ? held.State
        : null;

    public void Create(HeldState begun)
    {
        _messages.Add(begun.Record.Message.Id, new Staged(new HeldMessage(begun), IsNew: true) { State = begun });
        NewMessages++;
    }

    /// <summary>A message that was found stands so from now on.</summary>
    public void Put(MessageId id, HeldState after)
    {
        if (!_messages.TryGetValue(id, out var staged))
        {
            _messages[id] = staged = new Staged(state.Messages[id], IsNew: false);
        }

        staged.State = after;
    }

    public void Say(MessageId id, ReceiptKey receipt, long at, bool isOpen) =>
        _receipts.Add((receipt, new ReceiptWord(_messages[id].Held, receipt, at, isOpen)));

    /// <summary>What memory has to say of a receipt has been overtaken by a row.</summary>
    public void Unsay(ReceiptKey receipt) => _receipts.Add((receipt, null));

    public void Add(string account, LoggedEvent entry)
    {
        if (!Events.TryGetValue(account, out var events))
        {
            Events[account] = events = [];
        }

        events.Add(entry);
    }

    /// <summary>A set took effect: its facts follow it.</summary>
    public void Took(ChangeSet set)
    {
        Items.Add(new JournalItem(set));
        _sets.Add(set);
        if (set.Idempotency is { } answer)
        {
            _answers[TableKeys.Answer(answer.Key)] = answer;
        }
    }

    /// <summary>Takes text and number out of messages. Those that may still be sent, and those that have none any more, are left; how many were not.</summary>
    public int Erase(Erasure erasure)
    {
        var messages = erasure.Messages.Where(id => Find(id) is { } found && found.MayBeErased).ToArray();
        foreach (var id in messages)
        {
            Put(id, Find(id)!.Erased());
        }

        var done = erasure with { Messages = messages };
        if (messages.Length + done.Inbound.Count > 0)
        {
            Items.Add(new JournalItem(null, Erasure: done));
            _erasures.Add(done);
        }

        return messages.Length + done.Inbound.Count;
    }

    /// <summary>Raises a bind's epoch and finds what its earlier owners left.</summary>
    public BindClaim Claim(BindKey bind)
    {
        var epoch = _epochs[bind] = Epoch(bind) + 1;
        Items.Add(new JournalItem(null, bind));
        var uncertain = state.Index.Intended(bind).Concat(_messages.Keys).Distinct().Order(IdOrder.Instance)
            .Select(Find).OfType<HeldState>().Where(found => found.IntentBind == bind)
            .Select(static found => new QueuedMessage(found.Record.Message, found.Record.Attempts, found.Record.SentMask));
        return new BindClaim(epoch, [.. uncertain]);
    }

    /// <summary>It is durable: readers see it from now on.</summary>
    public void Publish(long unixMs, IReadOnlyList<AccountEvents> events, long timestamp)
    {
        foreach (var staged in _messages.Values)
        {
            Publish(staged);
        }

        _receipts.ForEach(said => Publish(said.Key, said.Word));
        foreach (var (bind, epoch) in _epochs)
        {
            state.Epochs[bind] = epoch;
        }

        _sets.ForEach(set => Publish(set, timestamp));
        foreach (var message in _erasures.SelectMany(static erasure => erasure.Inbound))
        {
            state.Inbound.Put(message.Id, message, position, timestamp);
        }

        foreach (var page in events)
        {
            state.Log(page.Account).Add(position, unixMs, page.Events, timestamp);
        }
    }

    private void Publish(Staged staged)
    {
        var (held, after) = (staged.Held, staged.State);
        state.Index.Move(held.Id, staged.IsNew ? null : held.State, after);
        held.UnsealedFrom = held.IsUnsealed ? held.UnsealedFrom : position;
        held.State = after;
        held.Position = position;
        if (staged.IsNew)
        {
            state.Messages[held.Id] = held;
            state.Greatest = Math.Max(state.Greatest, held.Id.Value.High);
        }

        state.Queues.Place(held);
    }

    private void Publish(ReceiptKey key, ReceiptWord? word)
    {
        foreach (var earlier in state.Receipts.Find(key.Carrier, key.SmscMessageId).Where(earlier => earlier.Key == key).ToList())
        {
            state.Receipts.Forget(earlier);
            earlier.Message.Receipts.Remove(earlier);
        }

        // A receipt that has come before any row said that it is expected needs no trace.
        if (word is not null && (word.IsOpen || state.Known.Receipts.MayHave(TableKeys.Receipt(key.Carrier, key.SmscMessageId))))
        {
            state.Receipts.Say(word);
            word.Message.Receipts.Add(word);
        }
    }

    private void Publish(ChangeSet set, long timestamp)
    {
        if (set.Idempotency is { } answer)
        {
            state.Answers.Add(TableKeys.Answer(answer.Key), answer, position, timestamp);
        }

        if (set.Batch is { } batch)
        {
            state.Batches.Add(batch.Id, batch, position, timestamp);
            state.Greatest = Math.Max(state.Greatest, batch.Id.Value.High);
        }

        foreach (var message in set.Inbound)
        {
            state.Inbound.Add(message.Id, message, position, timestamp);
            state.Greatest = Math.Max(state.Greatest, message.Id.Value.High);
        }

        foreach (var part in set.NewParts)
        {
            state.Parts[part.Id] = part;
            state.Greatest = Math.Max(state.Greatest, part.Id.Value.High);
        }

        foreach (var part in set.DoneParts)
        {
            state.Parts.Remove(part);
        }
    }

    private sealed record Staged(HeldMessage Held, bool IsNew)
    {
        public HeldState State { get; set; } = Held.State;
    }
}
