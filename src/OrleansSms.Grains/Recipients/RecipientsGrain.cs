using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// Never put out of memory to gain room: nothing else knows of places that are reserved and not yet durable, and what it keeps has a bound.
/// </summary>
[GrainType("recipients"), KeepAlive]
internal sealed class RecipientsGrain(
    IRecipientStore recipients, IMessageStore messages, RecipientDocuments documents, ErasedRecipients erased, ComplianceData data, IdGenerator ids, TimeProvider time)
    : Grain, IRecipientsGrain
{
    private readonly RecipientMemory _memory = new(time);

    /// <summary>Of this activation; 0 = it has not claimed the shard, and knows of no places.</summary>
    private long _epoch;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => erased.LoadAsync(this.GetPrimaryKeyLong(), cancellationToken);

    public async ValueTask<Decision[]> DecideAsync(AccountPolicy policy, DecisionRequest[] requests)
    {
        var known = Array.ConvertAll(requests, request => _memory.Find(request.To));
        if (Array.IndexOf(known, null) >= 0)
        {
            await LoadAsync(requests, known);
        }

        await LoadLogsAsync(policy, requests, known);
        var decisions = new Decision[requests.Length];
        for (var i = 0; i < requests.Length; i++)
        {
            decisions[i] = known[i]!.Decide(policy, in requests[i], data, _epoch);
        }

        return decisions;
    }

    public ValueTask ReleaseAsync(Msisdn recipient, string account, MessageId message)
    {
        _memory.Find(recipient)?.Release(account, message);
        return ValueTask.CompletedTask;
    }

    public ValueTask RereadAsync()
    {
        _memory.ForgetMessages();
        _epoch = 0;
        return ValueTask.CompletedTask;
    }

    public async Task<HeardReply> HearAsync(Msisdn recipient, RecipientReply reply)
    {
        var known = await LoadAsync(recipient);
        var account = reply.Account ?? known.LastAccount;
        var before = known.State;
        var place = new ReplyPlace(account, reply.Policy, reply.To, reply.At, reply.Message, reply.Answer);
        var heard = ReplyRules.Hear(before, reply.Keyword ?? data.Keywords.Find(reply.Text), place);
        var (match, answer) = (heard.Match, heard.Answer);
        var regained = heard.Regain(recipient, place, () => ids.Next(ConsentRecord.Prefix));
        var after = regained.Aggregate(heard.State, static (state, record) => RecipientRules.Consent(state, record.Remembered));
        if (!ReferenceEquals(before, after))
        {
            await WriteAsync(recipient, known, after);
            await documents.FollowAsync(recipient, before, after, regained);
        }

        return new HeardReply(
            account,
            match,
            after.OptOuts.Except(before.OptOuts).ToArray(),
            before.OptOuts.Except(after.OptOuts).ToArray(),
            after.OptOuts,
            match is { Kind: KeywordKind.Stop, IsCertain: false },
            answer is null || answer.Kind == AnswerKind.OptOut || known.MayAnswer(answer.Kind, reply.At) ? answer : null,
            after.Consents.Where(static consent => consent.Stands).Except(before.Consents).ToArray());
    }

    public async Task<RecipientChanged[]> ChangeAsync(IReadOnlyList<RecipientChange> changes)
    {
        var changed = new RecipientChanged[changes.Count];

        // Those of one number go one after the other, all others at once: they share commits.
        await Task.WhenAll(changes.Select((change, i) => (change, i)).GroupBy(static pair => pair.change.Number).Select(async group =>
        {
            foreach (var (change, i) in group)
            {
                changed[i] = await ChangeAsync(change);
            }
        }));
        return changed;
    }

    public async ValueTask<RecipientState> GetAsync(Msisdn recipient) => (await LoadAsync(recipient)).State;

    /// <summary>The state first, which decides; then what lists are made of. A caller who is told of an error makes the change again.</summary>
    private async Task<RecipientChanged> ChangeAsync(RecipientChange change)
    {
        if (change.Erase is { } account)
        {
            return await EraseAsync(change, account);
        }

        var known = await LoadAsync(change.Number);
        var before = known.State;
        var after = change.Apply(before);
        if (!ReferenceEquals(before, after))
        {
            await WriteAsync(change.Number, known, after);
        }

        await documents.FollowAsync(change, before, after);
        return new RecipientChanged(before, after);
    }

    private async Task WriteAsync(Msisdn recipient, Recipient known, RecipientState after)
    {
        await recipients.WriteAsync(recipient, after);
        known.State = after;
        await erased.ForgetAsync(recipient);
    }

    /// <summary>What refuses messages is kept first: whatever ends in between, nobody is texted who has opted out.</summary>
    private async Task<RecipientChanged> EraseAsync(RecipientChange change, string account)
    {
        var before = (await LoadAsync(change.Number)).State;
        var (after, kept) = ErasureRules.Erase(await recipients.ReadAsync(change.Number) ?? RecipientState.Default, account);
        await erased.KeepAsync(change.Number, kept);

        // The state last: it says which documents there are.
        await documents.FollowAsync(change, before, after);
        await recipients.WriteAsync(change.Number, after);
        _memory.Remove(change.Number);
        return new RecipientChanged(before, after);
    }

    private async ValueTask<Recipient> LoadAsync(Msisdn recipient) =>
        _memory.Find(recipient) ?? _memory.Add(recipient, erased.Remember(recipient, await recipients.ReadAsync(recipient)));

    /// <summary>Reads those that are not known at once: a page of new recipients costs one read.</summary>
    private async Task LoadAsync(DecisionRequest[] requests, Recipient?[] known)
    {
        var states = await recipients.ReadManyAsync([.. requests.Where((_, i) => known[i] is null).Select(static request => request.To)]);
        for (var i = 0; i < requests.Length; i++)
        {
            var number = requests[i].To;
            known[i] ??= _memory.Find(number) ?? _memory.Add(number, erased.Remember(number, states.GetValueOrDefault(number)));
        }
    }

    /// <summary>Reads what recipients remember of the account's messages, for those that have to be asked and do not know it: once for all of them.</summary>
    private async ValueTask LoadLogsAsync(AccountPolicy policy, DecisionRequest[] requests, Recipient?[] known)
    {
        Dictionary<Msisdn, SendLog>? logs = null;
        long since = 0;
        for (var i = 0; i < requests.Length; i++)
        {
            if (known[i]!.NeedsLog(policy, in requests[i], data))
            {
                since = requests[i].At - (FrequencyCap.MaxSeconds * UnixMicros.PerSecond);
                (logs ??= []).TryAdd(requests[i].To, new SendLog(FrequencyCap.MaxSeconds));
            }
        }

        if (logs is null)
        {
            return;
        }

        // An activation before this one may have given places to messages that are still on their way: from here on they are too late, and those that were not are read.
        _epoch = _epoch != 0 ? _epoch : await recipients.ClaimShardAsync((int)this.GetPrimaryKeyLong());
        foreach (var (message, at) in await messages.ReadCountedAsync([.. logs.Keys], policy.Account, since))
        {
            logs[message.To].Add(SendLogEntry.Of(message, at));
        }

        for (var i = 0; i < requests.Length; i++)
        {
            if (logs.TryGetValue(requests[i].To, out var log) && known[i]!.NeedsLog(policy, in requests[i], data))
            {
                known[i]!.SetLog(policy.Account, log);
            }
        }
    }
}
