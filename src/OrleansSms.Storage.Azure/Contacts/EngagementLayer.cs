using OrleansSms.Storage.Azure.Blocks;

namespace OrleansSms.Storage.Azure.Contacts;

/// <summary>Lays additions into the blocks that they belong to, many blocks in a transaction.</summary>
internal sealed class EngagementLayer(EngagementRows rows, EngagementView view, string partition, long upTo)
{
    /// <summary>Rows of one transaction, which takes a hundred. What <see cref="AzureEngagementStore"/> lays at a time makes fewer pieces of one block.</summary>
    private const int MaxRows = 90;

    private BlockTransaction _transaction = rows.Begin();
    private int _written;

    /// <summary>False when somebody else was faster: then it is done another time.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var block in rows.Blocks.ScanAsync(partition, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            any = true;
            if (!await LayAsync(block, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return (any || await LayAsync(Block.OfAll(), cancellationToken).ConfigureAwait(false)) && await _transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> LayAsync(Block block, CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var (number, value) in view.AddedTo(block))
        {
            isChanged = true;
            var before = block.Find(number) is { } known ? EngagementItem.Read(known.Span) : default;
            block.Put(EngagementItem.Of(number, before.Plus(EngagementItem.Read(value.Span))));
        }

        if (!isChanged)
        {
            return true;
        }

        block.Mark = upTo;
        var pieces = block.Split(EngagementRows.Limits);

        if (_written + pieces.Count > MaxRows && !await CommitAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var piece in pieces)
        {
            _transaction.Put(await rows.Blocks.ToRowAsync(partition, piece, cancellationToken).ConfigureAwait(false), piece.Version);
        }

        _transaction.Supersede(block.Blob);
        _written += pieces.Count;
        return true;
    }

    private async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        var isDone = await _transaction.TryCommitAsync(cancellationToken).ConfigureAwait(false);
        (_transaction, _written) = (rows.Begin(), 0);
        return isDone;
    }
}
