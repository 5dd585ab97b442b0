using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Commits;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Recipients;

/// <inheritdoc/>
/// <remarks>At the store's owner alone: it knows of whom there are rows, so that a recipient of whom nothing is known costs no request.</remarks>
internal sealed class AzureRecipientStore(StorageAccess access, KnownKeys known, Committer committer) : IRecipientStore
{
    /// <summary>Requests at a time.</summary>
    private const int Parallel = 16;

    private readonly TableClient _table = access.Table(RecipientRows.Table);

    /// <inheritdoc/>
    public async ValueTask<RecipientState?> ReadAsync(Msisdn recipient, CancellationToken cancellationToken = default)
    {
        if (!known.MayHave(RecipientRows.Key(recipient)))
        {
            return null;
        }

        var row = await Refusal.GuardAsync(
            () => _table.FindAsync(RecipientRows.Partition(recipient), RecipientRows.Key(recipient), cancellationToken), cancellationToken).ConfigureAwait(false);
        return row is null ? null : RecipientRows.Read(row);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadManyAsync(
        IReadOnlyList<Msisdn> recipients, CancellationToken cancellationToken = default)
    {
        var states = new ConcurrentDictionary<Msisdn, RecipientState>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            recipients.Distinct().Where(recipient => known.MayHave(RecipientRows.Key(recipient))),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (recipient, token) =>
            {
                if (await ReadAsync(recipient, token).ConfigureAwait(false) is { } state)
                {
                    states[recipient] = state;
                }
            }).ConfigureAwait(false);
        return states;
    }

    /// <inheritdoc/>
    public Task WriteAsync(Msisdn recipient, RecipientState state, CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        known.Add(RecipientRows.Key(recipient));
        if (state.IsDefault)
        {
            await _table.DeleteEntityAsync(RecipientRows.Partition(recipient), RecipientRows.Key(recipient), ETag.All, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _table.UpsertEntityAsync(RecipientRows.Of(recipient, state), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        }

        // Only an owner has the say: one that was replaced finds out here, and its caller asks the next, who may have read already of whom there are rows.
        await committer.CommitAsync(CommitLane.Urgent, 1, static _ => default(Probe)).ConfigureAwait(false);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<long> ClaimShardAsync(int shard, CancellationToken cancellationToken = default) =>
        (await committer.CommitAsync(CommitLane.Urgent, 1, stage => stage.Claim(ShardOwners.Key(shard))).ConfigureAwait(false)).Epoch;
}
