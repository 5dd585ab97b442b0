using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>On any silo: asks the owner.</remarks>
internal sealed class OwnerEventLog(OwnerCalls owner) : IEventLog
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadEventsAsync(account, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadEventRecordsAsync(account, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<EventId?> LastAsync(string account, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.LastEventAsync(account), cancellationToken);

    /// <inheritdoc/>
    public Task WaitAsync(string account, EventId? after, CancellationToken cancellationToken = default) =>
        owner.AskAsync(
            async grain =>
            {
                await grain.WaitForEventAsync(account, after).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
}
