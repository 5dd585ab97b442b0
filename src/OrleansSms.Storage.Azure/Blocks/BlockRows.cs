using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>Blocks of one kind as rows of a table, side by side with those of other kinds in the same partition.</summary>
/// <param name="table">The table.</param>
/// <param name="container">Where octets go that do not fit a row.</param>
/// <param name="kind">What its rows' keys begin with: one character.</param>
internal sealed class BlockRows(TableClient table, BlobContainerClient container, char kind)
{
    /// <summary>Column of the transaction that wrote a row last.</summary>
    public const string WriterColumn = "Writer";

    private const string FromColumn = "From";
    private const string CountColumn = "Count";
    private const string MarkColumn = "Mark";

    /// <summary>Neighbours that are read with a block: who asks for many keys mostly asks for those.</summary>
    private const int RowsPerLook = 8;

    private static readonly string[] HeadColumns = ["PartitionKey", "RowKey", FromColumn, CountColumn, MarkColumn];

    /// <summary>The blocks that keys belong into, and some beside them, in their order; none = the partition has no block.</summary>
    public async Task<List<Block>> FindAsync(string partition, IEnumerable<long> keys, CancellationToken cancellationToken)
    {
        var blocks = new List<Block>();
        foreach (var key in keys.Distinct().Order())
        {
            if (blocks.Count == 0 || blocks[^1].To < key || !blocks.Exists(block => block.Covers(key)))
            {
                blocks.AddRange(await LookAsync(partition, key, cancellationToken).ConfigureAwait(false));
                if (blocks.Count == 0)
                {
                    break;
                }
            }
        }

        return blocks;
    }

    /// <summary>The block of a key and some behind it.</summary>
    public async Task<List<Block>> LookAsync(string partition, long key, CancellationToken cancellationToken)
    {
        var blocks = new List<Block>();
        var rows = table.RangeAsync(partition, Key(key - 1), Key(Block.Highest), pageRows: RowsPerLook, cancellationToken: cancellationToken);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            blocks.Add(await ReadAsync(row, cancellationToken).ConfigureAwait(false));
            if (blocks.Count == RowsPerLook)
            {
                break;
            }
        }

        return blocks;
    }

    /// <summary>
    /// All blocks with keys behind <paramref name="after"/>, each key once, whoever writes meanwhile: where a block was split behind the reader's back, its bounds show a gap,
    /// and the gap is read.
    /// </summary>
    public async IAsyncEnumerable<Block> ScanAsync(
        string partition, long after = Block.Lowest, bool headsOnly = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var read = after;
        for (var isFirst = true; read < Block.Highest;)
        {
            var any = false;
            var rows = table.RangeAsync(partition, Key(read), Key(Block.Highest), headsOnly ? HeadColumns : null, cancellationToken: cancellationToken);
            await foreach (var row in rows.ConfigureAwait(false))
            {
                var block = headsOnly ? Head(row) : await ReadAsync(row, cancellationToken).ConfigureAwait(false);
                any = true;
                if (!isFirst && block.From > read)
                {
                    break;
                }

                isFirst = false;
                if (block.From < read)
                {
                    block.Items.RemoveAll(item => item.Key <= read);
                }

                yield return block;
                read = block.To;
            }

            if (!any)
            {
                yield break;
            }
        }
    }

    /// <summary>How many items all partitions have.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        var filter = $"RowKey ge '{Key(0)}' and RowKey le '{Key(Block.Highest)}'";
        await foreach (var row in table.QueryAsync<TableEntity>(filter, TableReads.PageRows, [CountColumn], cancellationToken).ConfigureAwait(false))
        {
            count += row.GetInt32(CountColumn)!.Value;
        }

        return count;
    }

    /// <summary>A block as a row, and the octets that do not fit it in a new blob.</summary>
    public async Task<TableEntity> ToRowAsync(string partition, Block block, CancellationToken cancellationToken)
    {
        var row = new TableEntity(partition, Key(block.To)) { [FromColumn] = block.From, [CountColumn] = block.Items.Count, [MarkColumn] = block.Mark };
        var octets = BlockCodec.Write(block.Items);
        if (RowData.Fits(octets.Length))
        {
            return row.With(octets);
        }

        // A name of its own: whether this row is ever written is decided later.
        var name = $"blocks/{table.Name}/{partition}/{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(octets), cancellationToken).ConfigureAwait(false);
        row[RowData.BlobColumn] = name;
        return row;
    }

    private async Task<Block> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var items = BlockCodec.Read(await row.OctetsAsync(container, cancellationToken).ConfigureAwait(false));
        return new Block(row.GetInt64(FromColumn)!.Value, To(row), items)
        {
            Version = row.ETag,
            Blob = row.GetString(RowData.BlobColumn),
            Mark = row.GetInt64(MarkColumn)!.Value,
        };
    }

    private static Block Head(TableEntity row) =>
        new(row.GetInt64(FromColumn)!.Value, To(row), []) { Count = row.GetInt32(CountColumn)!.Value, Mark = row.GetInt64(MarkColumn)!.Value };

    private string Key(long key) => $"{kind}{TableKey.Of(key)}";

    private static long To(TableEntity row) => long.Parse(row.RowKey.AsSpan(1), CultureInfo.InvariantCulture);
}
