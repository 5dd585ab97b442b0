using OrleansSms.Contracts.Importing;
using OrleansSms.Domain.Importing;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Importing;

/// <summary>Forgets imports that ended long ago, and those whose file never came.</summary>
internal sealed class ImportUpkeep(IDocumentStore documents, IGrainFactory grains) : IDailyUpkeep
{
    private const int PageSize = 500;

    public async Task PruneAsync(long now, CancellationToken cancellationToken)
    {
        IReadOnlyList<ImportState> page;
        string? after = null;
        do
        {
            page = await documents.Imports().ListAsync(null, after, PageSize, cancellationToken);
            foreach (var import in page.Where(import => import.IsOver(now)))
            {
                await grains.GetGrain<IImportGrain>(import.Config.Id).PruneAsync(now);
            }

            after = page.Count > 0 ? page[^1].Config.Id : after;
        }
        while (page.Count == PageSize);
    }
}
