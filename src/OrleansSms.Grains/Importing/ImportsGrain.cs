using Orleans.Concurrency;
using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Importing;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Importing;

[StatelessWorker, Reentrant, GrainType("imports")]
internal sealed class ImportsGrain(IDocumentStore documents) : Grain, IImportsGrain
{
    public Task<IReadOnlyList<ImportState>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Imports().ListAsync(this.GetPrimaryKeyString(), after, limit, cancellationToken);

    public async Task<bool> HasRoomAsync() => (await ListAsync(null, ImportLimits.MaxPerAccount)).Count < ImportLimits.MaxPerAccount;
}
