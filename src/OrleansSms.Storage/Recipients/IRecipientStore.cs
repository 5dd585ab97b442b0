using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Storage.Recipients;

/// <summary>What is remembered of recipients. Only those that differ from the default have a row. <see cref="RecipientStateJson"/> makes octets of a state.</summary>
public interface IRecipientStore
{
    /// <summary>The recipient's state; null = nothing is known.</summary>
    ValueTask<RecipientState?> ReadAsync(Msisdn recipient, CancellationToken cancellationToken = default);

    /// <summary>The states of those of <paramref name="recipients"/> of whom something is known.</summary>
    Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadManyAsync(IReadOnlyList<Msisdn> recipients, CancellationToken cancellationToken = default);

    /// <summary>Replaces the state; durable when it completes.</summary>
    Task WriteAsync(Msisdn recipient, RecipientState state, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the caller the only owner of a shard, and answers its epoch. What an earlier owner has given places to is durable by then, or never will be: see
    /// <see cref="Messages.ChangeSet.Shards"/>. A store that one process has to itself forgets the epochs with it.
    /// </summary>
    Task<long> ClaimShardAsync(int shard, CancellationToken cancellationToken = default);
}
