using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Commits;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Maintenance;

/// <inheritdoc/>
internal sealed class AzureMaintenance(Committer committer, StoreState state, Pruner pruner) : IStoreMaintenance
{
    /// <inheritdoc/>
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await committer.CommitAsync(CommitLane.Urgent, 1, static _ => default(Probe)).ConfigureAwait(false);
            return null;
        }
        catch (StoreUnavailableException refusal)
        {
            return refusal.Message;
        }
    }

    /// <inheritdoc/>
    public Task<ulong> GreatestKeyAsync(CancellationToken cancellationToken = default)
    {
        lock (state.Gate)
        {
            return Task.FromResult(state.Greatest);
        }
    }

    /// <inheritdoc/>
    public Task<bool> PruneAsync(long now, Retention retention, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => pruner.StepAsync(now, retention, cancellationToken));
}
