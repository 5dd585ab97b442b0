using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Events;

/// <inheritdoc/>
internal sealed class SqliteEventLog(ReaderPool readers, NameTable names, EventSignals signals) : IEventLog
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<LoggedEvent>>(connection => Read(connection, account, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(
        string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<EventRecord>>(
            connection =>
            {
                using var snapshot = new Snapshot(connection);
                var events = Read(connection, account, after, limit);
                var reader = new MessageReader(connection, names);
                var records = new List<EventRecord>(events.Count);
                foreach (var entry in events)
                {
                    records.Add(Record(entry, reader, connection));
                }

                return records;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<EventId?> LastAsync(string account, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync(connection => Last(connection, account), cancellationToken).AsTask();

    /// <inheritdoc/>
    public async Task WaitAsync(string account, EventId? after, CancellationToken cancellationToken = default)
    {
        var next = signals.Next(account);
        var last = await LastAsync(account, cancellationToken).ConfigureAwait(false);
        if (last is { } newest && (after is not { } seen || (newest.Position, newest.Index).CompareTo((seen.Position, seen.Index)) > 0))
        {
            return;
        }

        await next.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private List<LoggedEvent> Read(Connection connection, string account, EventId? after, int limit)
    {
        var events = new List<LoggedEvent>();
        if (names.Find(account) is not { } number)
        {
            return events;
        }

        var from = after ?? new EventId(0, 0, -1);
        using var rows = connection.Prepare("SELECT at, position, payload FROM events WHERE account = ?1 AND position >= ?2 ORDER BY position")
            .Bind(1, number).Bind(2, from.Position);
        while (events.Count < limit && rows.Step())
        {
            var position = rows.GetInt64(1);
            EventDecoder.Read(rows.GetBytes(2), rows.GetInt64(0), position, position == from.Position ? from.Index + 1 : 0, limit, events);
        }

        return events;
    }

    private EventId? Last(Connection connection, string account)
    {
        if (names.Find(account) is not { } number)
        {
            return null;
        }

        using var rows = connection.Prepare("SELECT at, position, count FROM events WHERE account = ?1 ORDER BY position DESC LIMIT 1")
            .Bind(1, number);
        return rows.Step() ? new EventId(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2) - 1) : null;
    }

    private EventRecord Record(LoggedEvent entry, MessageReader reader, Connection connection) => entry switch
    {
        { Message: { } id, Type: EventType.MessageReceived } => new(entry, null, InboundTable.Find(connection, names, id)),
        { Message: { } id } => new(entry, reader.Read(id), null),
        _ => new(entry, null, null),
    };
}
