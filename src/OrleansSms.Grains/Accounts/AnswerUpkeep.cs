using OrleansSms.Contracts.Accounts;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

/// <summary>Removes answers whose Idempotency-Key is free again.</summary>
internal sealed class AnswerUpkeep(IDocumentStore documents, IGrainFactory grains) : IDocumentUpkeep
{
    private const int PageSize = 500;

    public async Task PruneAsync(long now, CancellationToken cancellationToken)
    {
        await foreach (var (id, kept) in documents.KeptAnswers().ReadAllAsync(null, PageSize, cancellationToken))
        {
            if (kept.IsOver(now))
            {
                // By whoever may have given the key to another request meanwhile.
                await grains.GetGrain<IIdempotencyGrain>(id).PruneAsync(now);
            }
        }
    }
}
