using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <inheritdoc/>
internal sealed class SqliteMessageStore(Writer writer, ReaderPool readers, NameTable names, int rowsPerPage) : IMessageStore
{
    internal const string Due = $"""
        SELECT {MessageColumns.All} FROM messages WHERE due_at IS NOT NULL AND status IN (1, 2, 4) AND due_at <= ?1 ORDER BY due_at LIMIT ?2
        """;

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(lane, ChangeSetWriter.CountRows(changes), session => ChangeSetWriter.Write(session, changes), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default) =>
        writer.WriteAsync<IReadOnlyList<CommitResult>>(
            lane,
            sets.Sum(ChangeSetWriter.CountRows),
            session =>
            {
                var results = new CommitResult[sets.Count];
                for (var i = 0; i < results.Length; i++)
                {
                    results[i] = ChangeSetWriter.Write(session, sets[i]);
                }

                return results;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Urgent, 1, session => IntentTable.Claim(session, bind), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<MessageRecord>>(
            connection =>
            {
                using var snapshot = new Snapshot(connection);
                var reader = new MessageReader(connection, names);
                return ids.Select(reader.Read).OfType<MessageRecord>().ToList();
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<TimelineEntry>?>(
            connection =>
            {
                using var row = connection.Prepare("SELECT tail, timeline FROM messages WHERE key = ?1").Bind(1, id.Key);
                return row.Step() && (ulong)row.GetInt64(0) == id.Value.Low ? TimelineCodec.Read(row.GetBytes(1), names) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => new MessageList(connection, names, rowsPerPage).Read(filter), cancellationToken);

    /// <inheritdoc/>
    public Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => BatchTable.ReadProgress(connection, names, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync(connection => IdempotencyTable.Find(connection, key), cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<QueuedMessage>>(
            connection => QueueReader.Read(connection, names, bind, lane, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<MessageRecord>>(
            connection =>
            {
                var due = new List<MessageRecord>();
                using var rows = connection.Prepare(Due).Bind(1, now).Bind(2, limit);
                while (rows.Step())
                {
                    due.Add(MessageColumns.ReadRecord(rows, names));
                }

                return due;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(
        string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<OpenReceipt>>(connection => ReceiptTable.Find(connection, names, carrier, smscMessageIds), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        Msisdn recipient, string account, long since, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync<IReadOnlyList<CountedMessage>>(
            connection => names.Find(account) is { } number ? CountedReader.Read(connection, recipient, number, since) : [],
            cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task<Page<InboundMessage>> ListInboundAsync(
        string? account, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => InboundTable.List(connection, names, account, before, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<InboundPart>>(connection => InboundPartTable.Read(connection, names, carrier), cancellationToken);
}
