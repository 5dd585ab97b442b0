using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Model;

/// <summary>What a store is to its callers, with nothing but dictionaries.</summary>
internal sealed class StoreModel
{
    public SortedDictionary<long, ModelMessage> Messages { get; } = [];

    public Dictionary<ReceiptKey, MessageId> Receipts { get; } = [];

    public Dictionary<byte, IdempotencyRecord> Answers { get; } = [];

    public Dictionary<BindKey, long> Epochs { get; } = [];

    public List<BatchRecord> Batches { get; } = [];

    public List<(string Account, EventType Type, MessageId? Message)> Events { get; } = [];

    public CommitResult Commit(ChangeSet set)
    {
        if (set.Idempotency is { } request && !Answers.TryAdd(request.Key.Span[0], request))
        {
            return new CommitResult(CommitOutcome.KeyExists, []);
        }

        var refusal = Refusal(set);
        if (refusal != CommitOutcome.Written)
        {
            Forget(set.Idempotency);
            return new CommitResult(refusal, []);
        }

        foreach (var created in set.NewMessages)
        {
            Create(created);
        }

        var states = set.Changes.Select(Change).ToList();
        foreach (var message in Known(set.Intent?.Messages ?? []).Where(message => message.IsQueued))
        {
            message.Intent = (set.Intent!.Bind, set.Intent.Epoch);
        }

        foreach (var over in set.IntentsOver)
        {
            End(over);
        }

        Batches.AddRange(set.Batch is { } batch ? [batch] : []);
        return new CommitResult(CommitOutcome.Written, states);
    }

    /// <summary>Forgets answers that were given before a time.</summary>
    public void ForgetAnswers(long before)
    {
        foreach (var (key, _) in Answers.Where(answer => answer.Value.At < before).ToList())
        {
            Answers.Remove(key);
        }
    }

    /// <summary>Raises a bind's epoch; the messages that are uncertain.</summary>
    public BindClaim Claim(BindKey bind)
    {
        Epochs[bind] = Epochs.GetValueOrDefault(bind) + 1;
        var uncertain = Messages.Values.Where(message => message.Intent?.Bind == bind).Select(Queued);
        return new BindClaim(Epochs[bind], [.. uncertain]);
    }

    public IEnumerable<QueuedMessage> Lane(BindKey bind, MessageCategory category) => Messages.Values
        .Where(message => message.IsQueued && message.Record.Bind == bind && message.Message.Category == category)
        .Select(Queued);

    private static QueuedMessage Queued(ModelMessage message) => new(message.Message, message.Record.Attempts, message.Record.SentMask);

    private CommitOutcome Refusal(ChangeSet set) =>
        set.Intent is { } intent && (!Epochs.TryGetValue(intent.Bind, out var epoch) || epoch != intent.Epoch) ? CommitOutcome.EpochLost
        : set.NewMessages.Any(created => Messages.ContainsKey(created.Message.Id.Key)) ? CommitOutcome.Invalid
        : CommitOutcome.Written;

    private void Forget(IdempotencyRecord? request)
    {
        if (request is not null)
        {
            Answers.Remove(request.Key.Span[0]);
        }
    }

    private void Create(NewMessage created)
    {
        Messages.Add(created.Message.Id.Key, new ModelMessage(created));
        Events.Add((created.Message.Account, EventType.MessageAccepted, created.Message.Id));
        Events.Add((created.Message.Account, EventTypes.For(created.Status), created.Message.Id));
    }

    private ChangeResult Change(MessageChange change)
    {
        if (!Messages.TryGetValue(change.Id.Key, out var message))
        {
            return default;
        }

        var result = message.Apply(change);
        if (result.After != result.Before && EventTypes.For(result.After) is var type and not EventType.None)
        {
            Events.Add((message.Message.Account, type, change.Id));
        }

        if (result.Before <= (change.OnlyUpTo ?? result.Before))
        {
            Settle(change);
        }

        return result;
    }

    private void Settle(MessageChange change)
    {
        if (change.OpenReceipt is { } opened)
        {
            Receipts[opened] = change.Id;
        }

        if (change.CloseReceipt is { } closed)
        {
            Receipts.Remove(closed);
        }
    }

    private void End(IntentsOver over)
    {
        foreach (var message in Known(over.Messages).Where(message => message.Intent?.Bind == over.Bind && message.Intent?.Epoch <= over.Epoch))
        {
            message.Intent = null;
        }
    }

    private IEnumerable<ModelMessage> Known(IReadOnlyList<MessageId> ids) =>
        ids.Where(id => Messages.ContainsKey(id.Key)).Select(id => Messages[id.Key]);
}
