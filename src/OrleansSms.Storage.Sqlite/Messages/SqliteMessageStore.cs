using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <inheritdoc/>
internal sealed class SqliteMessageStore(Writer writer, ReaderPool readers, RecentMessages recent, NameTable names, int rowsPerPage) : IMessageStore
{
    private readonly MessageReader _messages = new(recent, names);
    private readonly ReceiptReader _receipts = new(recent, names);
    private readonly QueueReader _queues = new(recent, names);
    private readonly DueReader _due = new(recent, names);
    private readonly CountedReader _counted = new(recent, names);

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var set = new ChangeSetWriter(changes, names);
        return writer.WriteAsync(lane, set.Rows, set.Write, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var writers = sets.Select(set => new ChangeSetWriter(set, names)).ToArray();
        return writer.WriteAsync<IReadOnlyList<CommitResult>>(
            lane,
            writers.Sum(static set => set.Rows),
            session => Array.ConvertAll(writers, set => set.TryWrite(session)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Urgent, 1, session => BindClaims.Claim(session, bind), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default)
    {
        var found = _messages.Look(ids, out var missing);
        return missing == 0
            ? Task.FromResult(Present(found))
            : readers.ReadAsync(
                connection =>
                {
                    _messages.Fill(connection, ids, found);
                    return Present(found);
                },
                cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        _messages.LookTimeline(id) is { } timeline
            ? Task.FromResult<IReadOnlyList<TimelineEntry>?>(timeline)
            : readers.ReadAsync<IReadOnlyList<TimelineEntry>?>(connection => _messages.ReadTimeline(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => new MessageList(connection, recent, names, rowsPerPage).Read(filter), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => BatchTable.ReadProgress(connection, recent, names, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync(connection => IdempotencyTable.Find(connection, key), cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<QueuedMessage>>(connection => _queues.Read(connection, bind, lane, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<MessageRecord>>(connection => _due.Read(connection, now, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(
        string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default) =>
        _receipts.Look(carrier, smscMessageIds) is { } found
            ? Task.FromResult<IReadOnlyList<OpenReceipt>>(found)
            : readers.ReadAsync<IReadOnlyList<OpenReceipt>>(connection => _receipts.Read(connection, carrier, smscMessageIds), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        Msisdn recipient, string account, long since, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync<IReadOnlyList<CountedMessage>>(
            connection => names.Find(account) is { } number ? _counted.Read(connection, recipient, number, since) : [],
            cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundAsync(
        string? account, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => InboundTable.List(connection, names, account, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<InboundPart>>(connection => InboundPartTable.Read(connection, names, carrier), cancellationToken);

    private static IReadOnlyList<MessageRecord> Present(MessageRecord?[] found) => [.. found.OfType<MessageRecord>()];
}
