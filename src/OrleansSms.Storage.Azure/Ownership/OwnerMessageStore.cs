using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Ownership;

/// <inheritdoc/>
/// <remarks>On any silo: asks the owner.</remarks>
internal sealed class OwnerMessageStore(OwnerCalls owner) : IMessageStore
{
    private readonly CommitCourier[] _couriers = [new(owner, CommitLane.First), new(owner, CommitLane.Urgent), new(owner, CommitLane.Bulk)];

    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var result = (await CommitManyAsync([changes], lane, cancellationToken).ConfigureAwait(false))[0];
        return result.Outcome == CommitOutcome.Invalid
            ? throw new InvalidOperationException("The store has a message with an id of this set.")
            : result;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitResult>> CommitManyAsync(
        IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _couriers[(int)lane].CommitAsync(sets);
    }

    /// <inheritdoc/>
    public Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ClaimBindAsync(bind), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadAsync(ids), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadTimelineAsync(id), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ListAsync(filter), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadBatchAsync(id), cancellationToken);

    /// <inheritdoc/>
    public Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.FindAnswerAsync(key.ToArray()), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadQueueAsync(bind, lane, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadDueAsync(now, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(
        string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.FindReceiptsAsync(carrier, smscMessageIds), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        IReadOnlyList<Msisdn> recipients, string account, long since, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadCountedAsync(recipients, account, since), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundAsync(
        string? account, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ListInboundAsync(account, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundOfAsync(
        string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ListInboundOfAsync(account, from, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default) =>
        owner.AskAsync(grain => grain.ReadPartsAsync(carrier), cancellationToken);
}
