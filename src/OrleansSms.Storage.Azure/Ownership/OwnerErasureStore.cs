using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>On any silo: asks the owner.</remarks>
internal sealed class OwnerErasureStore(OwnerCalls owner) : IErasureStore
{
    /// <inheritdoc/>
    public Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.EraseMessagesAsync(messages), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.EraseInboundAsync(messages), cancellationToken);

    /// <inheritdoc/>
    public Task EraseTracesAsync(string account, Msisdn number, CancellationToken cancellationToken = default) => owner.AskAsync(
        async grain =>
        {
            await grain.EraseTracesAsync(account, number).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ScourAsync(CancellationToken cancellationToken = default) => owner.AskAsync(static grain => grain.ScourAsync(), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Msisdn>> ListNumbersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ListNumbersAsync(cursor), cancellationToken);
}
