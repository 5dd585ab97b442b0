using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Blocks;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Moving;

/// <summary>Writes the blocks of a kind for one partition from items that come in the order of their keys, each key once. The same items make the same rows again.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">Its blocks of that kind.</param>
/// <param name="partition">The partition.</param>
/// <param name="limits">From which size on a block is split: those here are filled to three quarters, so that there is room for what comes.</param>
internal sealed class BlockImport(TableClient table, BlockRows rows, string partition, BlockLimits limits)
{
    /// <summary>Rows that are written together.</summary>
    private const int RowsPerWrite = 32;

    private readonly List<TableEntity> _rows = [];
    private List<BlockItem> _items = [];
    private long _from = Block.Lowest;
    private int _bytes;

    /// <summary>What the blocks keep beside their items.</summary>
    public long Mark { get; init; }

    public async Task WriteAsync(IAsyncEnumerable<BlockItem> items, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            any = true;
            if (_items.Count >= limits.Items * 3 / 4 || (_items.Count > 0 && _bytes + item.Value.Length > limits.Bytes * 3 / 4))
            {
                await CloseAsync(_items[^1].Key, cancellationToken).ConfigureAwait(false);
            }

            _items.Add(item);
            _bytes += BlockCodec.HeadBytes + item.Value.Length;
        }

        if (any)
        {
            await CloseAsync(Block.Highest, cancellationToken).ConfigureAwait(false);
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CloseAsync(long to, CancellationToken cancellationToken)
    {
        _rows.Add(await rows.ToRowAsync(partition, new Block(_from, to, _items) { Mark = Mark }, cancellationToken).ConfigureAwait(false));
        (_items, _bytes, _from) = ([], 0, to);
        if (_rows.Count >= RowsPerWrite)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await table.InsertAsync(_rows, cancellationToken).ConfigureAwait(false);
        _rows.Clear();
    }
}
