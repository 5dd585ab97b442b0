using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Events;

/// <inheritdoc/>
internal sealed class SqliteEventLog(ReaderPool readers, RecentMessages recent, NameTable names, EventBuffer buffer, EventSignals signals) : IEventLog
{
    private const string Behind = """
        SELECT at, position, payload FROM events WHERE account = ?1 AND position >= ?2 AND position <= ?3 ORDER BY position
        """;

    private const string Newest = """
        SELECT at, position, count FROM events WHERE account = ?1 AND position <= ?2 ORDER BY position DESC LIMIT 1
        """;

    private readonly MessageReader _messages = new(recent, names);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<LoggedEvent>>(connection => Read(connection, account, after, limit), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(
        string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<EventRecord>>(
            connection => Records(connection, Read(connection, account, after, limit)), cancellationToken);

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
        using var rows = connection.Prepare(Behind).Bind(1, number).Bind(2, from.Position).Bind(3, buffer.Published);
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

        using var rows = connection.Prepare(Newest).Bind(1, number).Bind(2, buffer.Published);
        return rows.Step() ? new EventId(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2) - 1) : null;
    }

    /// <summary>Adds what the events are about. The events are there already, so that what they tell of is.</summary>
    private List<EventRecord> Records(Connection connection, List<LoggedEvent> events)
    {
        var ids = events.ConvertAll(static entry => entry.Type.IsOfHandset() ? default : entry.Message ?? default);
        var messages = _messages.Look(ids, out var missing);
        if (missing > 0)
        {
            _messages.Fill(connection, ids, messages);
        }

        var records = new List<EventRecord>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var inbound = events[i] is { Message: { } id } entry && entry.Type.MayBeOfHandset() ? InboundTable.Find(connection, names, id) : null;
            records.Add(new EventRecord(events[i], messages[i], inbound));
        }

        return records;
    }
}
