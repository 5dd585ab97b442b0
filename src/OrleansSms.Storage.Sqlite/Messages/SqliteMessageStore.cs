using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Answers;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Persons;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <inheritdoc/>
internal sealed class SqliteMessageStore : IMessageStore
{
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly RecentMessages _recent;
    private readonly NameTable _names;
    private readonly AnswerTable _answers;
    private readonly int _rowsPerPage;
    private readonly MessageReader _messages;
    private readonly ReceiptReader _receipts;
    private readonly QueueReader _queues;
    private readonly DueReader _due;
    private readonly CountedReader _counted;
    private readonly PersonIndex _persons;
    private readonly PersonIndex _senders;

    /// <param name="session">What the writer writes with: its parts that readers may look at.</param>
    /// <param name="rowsPerPage">Rows looked at for one page of a list.</param>
    public SqliteMessageStore(Writer writer, ReaderPool readers, WriteSession session, int rowsPerPage)
    {
        (_writer, _readers, _rowsPerPage) = (writer, readers, rowsPerPage);
        (_recent, _names, _answers) = (session.Recent, session.Names, session.Answers);
        _messages = new MessageReader(_recent, _names);
        _receipts = new ReceiptReader(_recent, _names);
        _queues = new QueueReader(_recent, _names);
        _due = new DueReader(_recent, _names);
        (_persons, _senders) = (session.Persons, session.Senders);
        _counted = new CountedReader(_recent, _names, session.Counted);
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var set = new ChangeSetWriter(changes, _names);
        return _writer.WriteAsync(lane, set.Rows, set.Write, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default)
    {
        var writers = sets.Select(set => new ChangeSetWriter(set, _names)).ToArray();
        return _writer.WriteAsync<IReadOnlyList<CommitResult>>(
            lane,
            writers.Sum(static set => set.Rows),
            session => Array.ConvertAll(writers, set => set.TryWrite(session)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(CommitLane.Urgent, 1, session => BindClaims.Claim(session, bind), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default)
    {
        var found = _messages.Look(ids, out var missing);
        return missing == 0
            ? Task.FromResult(Present(found))
            : _readers.ReadAsync(
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
            : _readers.ReadAsync<IReadOnlyList<TimelineEntry>?>(connection => _messages.ReadTimeline(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(connection => new MessageList(connection, _recent, _names, _persons, _rowsPerPage).Read(filter), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(connection => BatchTable.ReadProgress(connection, _recent, _names, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        _answers.MayHold(key)
            ? _readers.ReadHereAsync(connection => _answers.Find(connection, key), cancellationToken).AsTask()
            : Task.FromResult<IdempotencyRecord?>(null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync<IReadOnlyList<QueuedMessage>>(connection => _queues.Read(connection, bind, lane, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync<IReadOnlyList<MessageRecord>>(connection => _due.Read(connection, now, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(
        string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default) =>
        _receipts.Look(carrier, smscMessageIds) is { } found
            ? Task.FromResult<IReadOnlyList<OpenReceipt>>(found)
            : _readers.ReadAsync<IReadOnlyList<OpenReceipt>>(connection => _receipts.Read(connection, carrier, smscMessageIds), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        IReadOnlyList<Msisdn> recipients, string account, long since, CancellationToken cancellationToken = default) =>
        _readers.ReadHereAsync<IReadOnlyList<CountedMessage>>(
            connection => _names.Find(account) is { } number ? _counted.Read(connection, recipients, number, since) : [],
            cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundAsync(
        string? account, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(connection => InboundTable.List(connection, _names, account, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundOfAsync(
        string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(connection => InboundTable.ListOf(connection, _names, _senders, account, from, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync<IReadOnlyList<InboundPart>>(connection => InboundPartTable.Read(connection, _names, carrier), cancellationToken);

    private static IReadOnlyList<MessageRecord> Present(MessageRecord?[] found) => [.. found.OfType<MessageRecord>()];
}
