using Orleans.Concurrency;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Recipients;

[StatelessWorker, Reentrant, GrainType("suppression-list")]
internal sealed class SuppressionListGrain(IDocumentStore documents, Recaller recaller) : Grain, ISuppressionListGrain
{
    /// <summary>Above so many numbers at once binds look at all of an account's messages again, instead of being told each number.</summary>
    private const int MaxRecalls = 20;

    private string List => this.GetPrimaryKeyString();

    public async Task PutAsync(IReadOnlyList<SuppressionEntry> entries)
    {
        await Task.WhenAll(entries.GroupBy(static entry => RecipientShard.Of(entry.Number)).Select(shard =>
            GrainFactory.GetGrain<IRecipientsGrain>(shard.Key).ChangeAsync([.. shard.Select(static entry => new RecipientChange(entry.Number) { Suppress = entry })])));
        foreach (var account in await AccountsAsync())
        {
            await RecallAsync(account, entries);
        }
    }

    public async Task<bool> RemoveAsync(Msisdn number)
    {
        var change = new RecipientChange(number) { Unsuppress = List };
        var changed = (await GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).ChangeAsync([change]))[0];
        return !ReferenceEquals(changed.Before, changed.After) && changed.Before.Suppressions.Count != changed.After.Suppressions.Count;
    }

    public async Task<SuppressionEntry?> FindAsync(Msisdn number)
    {
        var state = await GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number);
        return state.Suppressions.FirstOrDefault(entry => entry.List == List) is { } found ? new SuppressionEntry(List, number, found.Reason, found.At, found.Until) : null;
    }

    public async Task<IReadOnlyList<SuppressionEntry>> ListAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default)
    {
        var kept = await documents.Suppressions().ListAsync(List, NumberKeys.After(List, after), limit, cancellationToken);
        return [.. kept.Select(static entry => entry.Entry)];
    }

    private async Task RecallAsync(string account, IReadOnlyList<SuppressionEntry> entries)
    {
        if (entries.Count > MaxRecalls)
        {
            await recaller.ReviewAsync(account);
            return;
        }

        var reason = List == Suppression.Unreachable ? Reasons.Unreachable : Reasons.OnSuppressionList;
        foreach (var entry in entries)
        {
            await recaller.RecallAsync(entry.Number, [new Recall(account, reason)]);
        }
    }

    /// <summary>The accounts that honour the list.</summary>
    private async Task<IReadOnlyList<string>> AccountsAsync()
    {
        if (List == Suppression.Unreachable)
        {
            // What waits for such a number is decided again before it goes late; it does no harm if it goes.
            return [];
        }

        if (await documents.Accounts().ReadAsync(List) is { } own)
        {
            return [own.Id];
        }

        var policies = await documents.Policies().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments);
        return [.. policies.Where(policy => policy.SuppressionLists?.Contains(List) == true).Select(static policy => policy.Account)];
    }
}
