using Orleans.Concurrency;
using OrleansSms.Contracts.Segments;
using OrleansSms.Domain.Segments;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Segments;

[StatelessWorker, Reentrant, GrainType("segments")]
internal sealed class SegmentsGrain(IDocumentStore documents) : Grain, ISegmentsGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<bool> PutAsync(SegmentConfig segment)
    {
        if (await GetAsync(segment.Id) is null && (await ListAsync(null, SegmentConfig.MaxPerAccount)).Count >= SegmentConfig.MaxPerAccount)
        {
            return false;
        }

        await documents.Segments().WriteAsync(segment.Id, Account, segment);
        return true;
    }

    public async Task<SegmentConfig?> GetAsync(string id, CancellationToken cancellationToken = default) =>
        await documents.Segments().ReadAsync(id, cancellationToken) is { } segment && segment.Account == Account ? segment : null;

    public async Task<bool> DeleteAsync(string id) => await GetAsync(id) is not null && await documents.Segments().DeleteAsync(id);

    public Task<IReadOnlyList<SegmentConfig>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Segments().ListAsync(Account, after, limit, cancellationToken);
}
