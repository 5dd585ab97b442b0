using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Recipients;

/// <summary>How often each shard of recipients has been claimed in this process: nothing that an earlier one had under way can come any more. Writer only.</summary>
internal sealed class ShardEpochs
{
    private readonly long[] _epochs = new long[RecipientShard.Count];

    /// <summary>Raises a shard's epoch.</summary>
    public long Raise(int shard) => ++_epochs[shard];

    /// <summary>Whether each of these claims is its shard's last.</summary>
    public bool AreLast(IReadOnlyList<ShardEpoch> shards)
    {
        for (var i = 0; i < shards.Count; i++)
        {
            if (_epochs[shards[i].Shard] != shards[i].Epoch)
            {
                return false;
            }
        }

        return true;
    }
}
