using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Hosting;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

/// <summary>Removes answers whose Idempotency-Key is free again.</summary>
internal sealed class AnswerUpkeep(IDocumentStore documents) : IDocumentUpkeep
{
    private const int PageSize = 500;

    public async Task PruneAsync(long now, CancellationToken cancellationToken)
    {
        await foreach (var (id, kept) in documents.KeptAnswers().ReadAllAsync(null, PageSize, cancellationToken))
        {
            if (now - kept.At > UnixMicros.From(IdempotencyGrain.KeptFor))
            {
                await documents.KeptAnswers().DeleteAsync(id, cancellationToken);
            }
        }
    }
}
