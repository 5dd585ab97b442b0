using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Journal;
using OrleansSms.Storage.Azure.Moving;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>On any silo: asks the owner, except for what is asked before there is one.</remarks>
internal sealed class OwnerMaintenance(OwnerCalls owner, StorageAccess access) : IStoreMaintenance
{
    /// <inheritdoc/>
    public async Task<string?> ProbeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await owner.AskAsync(static grain => grain.ProbeAsync(), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException refusal)
        {
            return refusal.Message;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Asked before the silo runs, so straight from the journal, and a while behind. In a cluster ids are told apart by their random half and follow the clock;
    /// this only keeps a clock that has stepped back by much from making ids that look old.
    /// </remarks>
    public Task<ulong> GreatestKeyAsync(CancellationToken cancellationToken = default) => Refusal.GuardAsync(async () =>
    {
        await access.CreateAsync(AzureDatabase.Tables, cancellationToken).ConfigureAwait(false);

        // Before the silo writes anything, such as what its settings declare.
        await MoveMark.RefuseUnfinishedAsync(access, cancellationToken).ConfigureAwait(false);
        var segments = await Segment.ListAsync(access.Container, cancellationToken).ConfigureAwait(false);
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            if (await segments[i].ReadCarriedAsync(cancellationToken).ConfigureAwait(false) is { } carried)
            {
                return carried.Greatest;
            }
        }

        return 0UL;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> PruneAsync(long now, Retention retention, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.PruneAsync(now, retention), cancellationToken);
}
