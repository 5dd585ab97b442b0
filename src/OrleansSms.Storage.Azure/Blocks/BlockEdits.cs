namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>Blocks of one kind that are being changed.</summary>
internal sealed class BlockEdits(BlockRows rows, string partition, BlockLimits limits)
{
    private readonly List<Block> _blocks = [];
    private readonly HashSet<Block> _changed = [];

    /// <summary>Blocks that were changed.</summary>
    public int Changed => _changed.Count;

    /// <summary>Octets of those that were changed.</summary>
    public int ChangedBytes => _changed.Sum(static block => block.Bytes);

    /// <summary>The block of a key.</summary>
    public async ValueTask<Block> OfAsync(long key, CancellationToken cancellationToken)
    {
        if (_blocks.Find(block => block.Covers(key)) is { } known)
        {
            return known;
        }

        // Of a block that was read already, the first one counts: it may have been changed.
        var read = await rows.LookAsync(partition, key, cancellationToken).ConfigureAwait(false);
        _blocks.AddRange(read.Where(block => !_blocks.Exists(other => other.From < block.To && block.From < other.To)));
        if (read.Count == 0)
        {
            _blocks.Add(Block.OfAll());
        }

        // Blocks that were read at different times may overlap after a split: then the transaction would fail, and what is read anew fits.
        return _blocks.Find(block => block.Covers(key)) ?? throw new BlocksMovedException();
    }

    /// <summary>Notes that a block was changed.</summary>
    public void Change(Block block) => _changed.Add(block);

    /// <summary>Adds the rows of what was changed to a transaction.</summary>
    public async Task PutAsync(BlockTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var block in _changed)
        {
            foreach (var piece in block.Split(limits))
            {
                transaction.Put(await rows.ToRowAsync(partition, piece, cancellationToken).ConfigureAwait(false), piece.Version);
            }

            transaction.Supersede(block.Blob);
        }
    }
}

/// <summary>Blocks were split while they were being read: what was to be done is begun anew.</summary>
internal sealed class BlocksMovedException() : Exception("Blocks were split while they were being read.");
