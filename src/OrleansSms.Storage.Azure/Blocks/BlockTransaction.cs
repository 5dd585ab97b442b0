using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>Rows of one partition that are written together, or not at all when one of them has changed since it was read.</summary>
internal sealed class BlockTransaction(TableClient table, BlobContainerClient container)
{
    private readonly string _writer = Guid.NewGuid().ToString("N");
    private readonly List<TableTransactionAction> _actions = [];
    private readonly List<string> _superseded = [];

    /// <summary>Writes a row in place of the version that was read; null = there was none.</summary>
    public void Put(TableEntity row, ETag? version)
    {
        row[BlockRows.WriterColumn] = _writer;
        _actions.Add(version is { } read
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, read)
            : new TableTransactionAction(TableTransactionActionType.Add, row));
    }

    /// <summary>Has a blob removed once the transaction is through.</summary>
    public void Supersede(string? blob)
    {
        if (blob is not null)
        {
            _superseded.Add(blob);
        }
    }

    /// <summary>False when somebody else was faster; then nothing was written.</summary>
    public async Task<bool> TryCommitAsync(CancellationToken cancellationToken)
    {
        if (_actions.Count == 0)
        {
            return true;
        }

        try
        {
            await table.SubmitTransactionAsync(_actions, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException error) when (Conflict.Is(error))
        {
            // The client may have tried twice, and the first try have succeeded unheard.
            var first = _actions[0].Entity;
            var there = await table.FindAsync(first.PartitionKey, first.RowKey, cancellationToken).ConfigureAwait(false);
            if (there?.GetString(BlockRows.WriterColumn) != _writer)
            {
                await RemoveAsync(_actions.Select(static action => ((TableEntity)action.Entity).GetString(RowData.BlobColumn)).OfType<string>(), cancellationToken).ConfigureAwait(false);
                return false;
            }
        }

        await RemoveAsync(_superseded, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task RemoveAsync(IEnumerable<string> blobs, CancellationToken cancellationToken)
    {
        foreach (var blob in blobs)
        {
            await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }
}
