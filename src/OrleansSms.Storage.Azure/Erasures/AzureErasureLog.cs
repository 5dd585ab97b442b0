using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Erasures;

/// <inheritdoc/>
/// <remarks>Straight to a table of its own from any silo. Whoever puts older copies of the others in their place leaves it as it is.</remarks>
internal sealed class AzureErasureLog(StorageAccess access) : IErasureLog
{
    public const string Table = "erasures";

    private const string Partition = "erasures";
    private const string Account = "Account";
    private const string Hash = "NumberHash";
    private const string At = "At";

    private readonly TableClient _table = access.Table(Table);

    /// <inheritdoc/>
    public Task AppendAsync(ErasureOrder order, CancellationToken cancellationToken = default) => Refusal.GuardAsync(
        () => _table.UpsertEntityAsync(
            new TableEntity(Partition, TableKey.Of(order.Id)) { ["Id"] = order.Id, [Account] = order.Account, [Hash] = order.NumberHash, [At] = order.At },
            TableUpdateMode.Replace,
            cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ErasureOrder>> ReadAsync(CancellationToken cancellationToken = default) => Refusal.GuardAsync<IReadOnlyList<ErasureOrder>>(async () =>
    {
        var orders = new List<ErasureOrder>();
        await foreach (var row in _table.RangeAsync(Partition, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            orders.Add(new ErasureOrder(row.GetString("Id"), row.GetString(Account), row.GetString(Hash), row.GetInt64(At)!.Value));
        }

        return orders;
    }, cancellationToken);
}
