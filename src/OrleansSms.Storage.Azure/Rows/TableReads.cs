using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace OrleansSms.Storage.Azure.Rows;

/// <summary>Reading rows.</summary>
internal static class TableReads
{
    /// <summary>Most rows of one answer.</summary>
    public const int PageRows = 1_000;

    /// <summary>One row; null when there is none.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken).ConfigureAwait(false);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>Rows of a partition whose keys are greater than <paramref name="after"/> and not greater than <paramref name="last"/>, in the order of keys.</summary>
    public static IAsyncEnumerable<TableEntity> RangeAsync(
        this TableClient table,
        string partition,
        string? after = null,
        string? last = null,
        IEnumerable<string>? columns = null,
        int pageRows = PageRows,
        CancellationToken cancellationToken = default)
    {
        var filter = $"PartitionKey eq '{partition}'" + (after is null ? "" : $" and RowKey gt '{after}'") + (last is null ? "" : $" and RowKey le '{last}'");
        return table.QueryAsync<TableEntity>(filter, Math.Min(pageRows, PageRows), columns, cancellationToken);
    }

    /// <summary>The partition that follows another; null when none does.</summary>
    public static async Task<string?> NextPartitionAsync(this TableClient table, string after, CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey gt '{after}'", 1, ["PartitionKey"], cancellationToken).ConfigureAwait(false))
        {
            return row.PartitionKey;
        }

        return null;
    }

    /// <summary>Keys of all rows, partition by partition.</summary>
    public static async IAsyncEnumerable<(string Partition, string Key)> KeysAsync(
        this TableClient table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync<TableEntity>((string?)null, PageRows, ["PartitionKey", "RowKey"], cancellationToken).ConfigureAwait(false))
        {
            yield return (row.PartitionKey, row.RowKey);
        }
    }
}
