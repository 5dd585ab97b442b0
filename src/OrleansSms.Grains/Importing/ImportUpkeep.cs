using OrleansSms.Contracts.Importing;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Importing;

/// <summary>Forgets imports that ended long ago, and those whose file never came.</summary>
internal sealed class ImportUpkeep(IDocumentStore documents, IGrainFactory grains) : IDocumentUpkeep
{
    private const int PageSize = 500;

    public async Task PruneAsync(long now, CancellationToken cancellationToken)
    {
        await foreach (var (id, import) in documents.Imports().ReadAllAsync(null, PageSize, cancellationToken))
        {
            if (import.IsOver(now))
            {
                await grains.GetGrain<IImportGrain>(id).PruneAsync(now);
            }
        }
    }
}
