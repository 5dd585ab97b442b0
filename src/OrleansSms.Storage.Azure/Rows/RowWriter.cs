using Azure;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Access;

namespace OrleansSms.Storage.Azure.Rows;

/// <summary>Writes rows in batches: a hundred rows of one partition are one request.</summary>
internal static class RowWriter
{
    /// <summary>Most rows of a batch.</summary>
    public const int BatchRows = 100;

    /// <summary>Octets of a batch: below the 4 MiB of a request, as octets grow by a third on their way.</summary>
    private const int BatchBytes = 2 << 20;

    /// <summary>About what a row takes beside its data.</summary>
    private const int RowBytes = 1_024;

    /// <summary>Batches under way at a time: enough to hide the way there and back, few enough not to be throttled at once.</summary>
    private const int Parallel = 8;

    /// <summary>Writes rows that never change: inserted, as that is the cheapest, and put over what is there if an earlier try has been there.</summary>
    public static Task InsertAsync(this TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        table.ForEachBatchAsync(
            rows,
            async batch =>
            {
                try
                {
                    await table.SubmitAsync(batch, TableTransactionActionType.Add, cancellationToken).ConfigureAwait(false);
                }
                catch (RequestFailedException error) when (error.Status == Refusal.Conflict)
                {
                    await table.SubmitAsync(batch, TableTransactionActionType.UpsertReplace, cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken);

    /// <summary>Removes rows, whether or not they are there.</summary>
    public static Task RemoveAsync(this TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        table.ForEachBatchAsync(
            rows,
            async batch =>
            {
                try
                {
                    await table.SubmitAsync(batch, TableTransactionActionType.Delete, cancellationToken).ConfigureAwait(false);
                }
                catch (RequestFailedException error) when (error.Status == Refusal.NotFound)
                {
                    // One of them is gone already, and takes the batch with it.
                    foreach (var row in batch)
                    {
                        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken).ConfigureAwait(false);
                    }
                }
            },
            cancellationToken);

    /// <summary>Does something with rows by batches, several at a time.</summary>
    public static Task ForEachBatchAsync(
        this TableClient table, IEnumerable<TableEntity> rows, Func<IReadOnlyList<TableEntity>, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        return System.Threading.Tasks.Parallel.ForEachAsync(
            Batches(rows),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (batch, _) => await write(batch).ConfigureAwait(false));
    }

    /// <summary>Rows of one partition in batches.</summary>
    private static IEnumerable<IReadOnlyList<TableEntity>> Batches(IEnumerable<TableEntity> rows)
    {
        foreach (var partition in rows.GroupBy(static row => row.PartitionKey))
        {
            var (batch, bytes) = (new List<TableEntity>(), 0);
            foreach (var row in partition)
            {
                var size = RowBytes + row.Select(static column => column.Value).OfType<byte[]>().Sum(static octets => octets.Length);
                if (batch.Count == BatchRows || (batch.Count > 0 && bytes + size > BatchBytes))
                {
                    yield return batch;
                    (batch, bytes) = ([], 0);
                }

                batch.Add(row);
                bytes += size;
            }

            yield return batch;
        }
    }

    private static async Task SubmitAsync(
        this TableClient table, IReadOnlyList<TableEntity> batch, TableTransactionActionType type, CancellationToken cancellationToken) =>
        await table.SubmitTransactionAsync(batch.Select(row => new TableTransactionAction(type, row, ETag.All)), cancellationToken).ConfigureAwait(false);
}
