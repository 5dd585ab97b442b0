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
        await foreach (var import in documents.Imports().ReadAllAsync(null, PageSize, static import => import.Config.Id, cancellationToken))
        {
            if (import.IsOver(now))
            {
                await grains.GetGrain<IImportGrain>(import.Config.Id).PruneAsync(now);
            }
        }
    }
}
