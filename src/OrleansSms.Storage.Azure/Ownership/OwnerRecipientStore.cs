using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Azure.State;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>On any silo: asks the owner, who knows of whom nothing is known.</remarks>
internal sealed class OwnerRecipientStore(OwnerCalls owner) : IRecipientStore
{
    /// <inheritdoc/>
    public async ValueTask<RecipientState?> ReadAsync(Msisdn recipient, CancellationToken cancellationToken = default) =>
        (await ReadManyAsync([recipient], cancellationToken).ConfigureAwait(false)).GetValueOrDefault(recipient);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadManyAsync(
        IReadOnlyList<Msisdn> recipients, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadRecipientsAsync(recipients), cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(Msisdn recipient, RecipientState state, CancellationToken cancellationToken = default) =>
        owner.AskAsync(
            async grain =>
            {
                await grain.WriteRecipientAsync(recipient, state).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<long> ClaimShardAsync(int shard, CancellationToken cancellationToken = default) =>
        (await owner.AskAsync(grain => grain.ClaimBindAsync(ShardOwners.Key(shard)), cancellationToken).ConfigureAwait(false)).Epoch;
}
