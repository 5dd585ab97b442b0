using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Commits;
using OrleansSms.Storage.Azure.Reading;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure;

/// <inheritdoc/>
/// <remarks>At the store's owner.</remarks>
internal sealed class AzureMessageStore(
    Committer committer, SetGate gate, MessageReads messages, LaneReads lanes, ListReads lists, InboundReads inbound, AnswerReads answers) : IMessageStore
{
    /// <inheritdoc/>
    public async Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var result = (await CommitManyAsync([changes], lane, cancellationToken).ConfigureAwait(false))[0];
        return result.Outcome == CommitOutcome.Invalid
            ? throw new InvalidOperationException("The store has a message with an id of this set.")
            : result;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitResult>> CommitManyAsync(
        IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var admitted = await Refusal.GuardAsync(() => gate.AdmitAsync(sets, cancellationToken), cancellationToken).ConfigureAwait(false);
        return await committer.CommitAsync<IReadOnlyList<CommitResult>>(lane, SetGate.Rows(sets), admitted.Apply).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default) =>
        committer.CommitAsync(CommitLane.Urgent, 1, stage => stage.Claim(bind));

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default) =>
        messages.ReadAsync(ids, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        messages.ReadTimelineAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => lists.ListAsync(filter, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => lists.ReadBatchAsync(id, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => answers.FindAsync(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(lanes.Queue(bind, lane, after, limit));

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(lanes.Due(now, limit));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(
        string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => lanes.ReceiptsAsync(carrier, smscMessageIds, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        IReadOnlyList<Msisdn> recipients, string account, long since, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => lanes.CountedAsync(recipients, account, since, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundAsync(
        string? account, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => inbound.ListAsync(account, before, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundOfAsync(
        string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        Refusal.GuardAsync(() => inbound.ListOfAsync(account, from, before, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default) =>
        Task.FromResult(inbound.Parts(carrier));
}
