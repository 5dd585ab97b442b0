using Orleans.Concurrency;
using OrleansSms.Contracts.Erasures;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Erasures;

[StatelessWorker, Reentrant, GrainType("erasures")]
internal sealed class ErasuresGrain(IDocumentStore documents, IErasureLog log, NumberHasher hasher, IdGenerator ids, TimeProvider time) : Grain, IErasuresGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<ErasureRecord> OrderAsync(Msisdn number)
    {
        await hasher.LoadAsync();
        var record = new ErasureRecord
        {
            Id = ids.Next(ErasureRecord.Prefix),
            Account = Account,
            NumberHash = hasher.Hash(number),
            Number = number.Digits,
            OrderedAt = time.GetUnixMicros(),
        };

        // The list first: an erasure that stands there and nowhere else is done at the next start. Then the note: a record without one would not be looked at before that.
        await log.AppendAsync(new ErasureOrder(record.Id, Account, record.NumberHash, record.OrderedAt));
        await documents.OpenErasures().WriteAsync(record.Id, Account, new OpenErasure(record.Id));
        await documents.Erasures().WriteAsync(record.Id, Account, record);
        await GrainFactory.GetGrain<IErasureGrain>(record.Id).EnsureRunningAsync();
        return record;
    }

    public async Task<ErasureRecord?> GetAsync(string id) => await documents.Erasures().ReadAsync(id) is { } record && record.Account == Account ? record : null;

    public Task<IReadOnlyList<ErasureRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Erasures().ListAsync(Account, after, limit, cancellationToken);
}
