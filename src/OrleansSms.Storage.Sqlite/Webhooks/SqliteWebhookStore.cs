using OrleansSms.Domain.Webhooks;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Writing;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Sqlite.Webhooks;

/// <inheritdoc/>
internal sealed class SqliteWebhookStore(Writer writer, ReaderPool readers) : IWebhookStore
{
    private const string PutProgress = """
        INSERT INTO webhook_progress (endpoint, at, position, number) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET
            at = coalesce(excluded.at, at), position = coalesce(excluded.position, position), number = coalesce(excluded.number, number)
        """;

    private const string PutPending = """
        INSERT OR REPLACE INTO webhook_pending (endpoint, position, number, at, message_key, message_tail, attempts, next_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;

    private const string Pending = """
        SELECT at, position, number, message_key, message_tail, attempts, next_at FROM webhook_pending WHERE endpoint = ?1 ORDER BY position, number
        """;

    /// <inheritdoc/>
    public Task<WebhookProgress?> ReadAsync(string endpoint, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => Read(connection, endpoint), cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(
        string endpoint,
        EventId? cursor,
        IReadOnlyList<PendingDelivery> pending,
        IReadOnlyList<EventId> done,
        CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            1 + pending.Count + done.Count,
            session => Write(session.Connection, endpoint, cursor, pending, done),
            cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string endpoint, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            1,
            session =>
            {
                session.Connection.Prepare("DELETE FROM webhook_progress WHERE endpoint = ?1").Bind(1, endpoint).Run();
                session.Connection.Prepare("DELETE FROM webhook_pending WHERE endpoint = ?1").Bind(1, endpoint).Run();
                return true;
            },
            cancellationToken);

    private static WebhookProgress? Read(Connection connection, string endpoint)
    {
        using var snapshot = new Snapshot(connection);
        using var progress = connection.Prepare("SELECT at, position, number FROM webhook_progress WHERE endpoint = ?1").Bind(1, endpoint);
        if (!progress.Step())
        {
            return null;
        }

        var pending = new List<PendingDelivery>();
        using var rows = connection.Prepare(Pending).Bind(1, endpoint);
        while (rows.Step())
        {
            MessageId? message = rows.IsNull(3) ? null : new MessageId(new SortableId((ulong)rows.GetInt64(3), (ulong)rows.GetInt64(4)));
            pending.Add(new PendingDelivery(Event(rows), message, rows.GetInt32(5), rows.GetInt64(6)));
        }

        return new WebhookProgress(progress.IsNull(0) ? null : Event(progress), pending);
    }

    private static bool Write(
        Connection connection, string endpoint, EventId? cursor, IReadOnlyList<PendingDelivery> pending, IReadOnlyList<EventId> done)
    {
        connection.Prepare(PutProgress).Bind(1, endpoint).Bind(2, cursor?.UnixMs).Bind(3, cursor?.Position).Bind(4, (long?)cursor?.Index).Run();
        foreach (var id in done)
        {
            connection.Prepare("DELETE FROM webhook_pending WHERE endpoint = ?1 AND position = ?2 AND number = ?3")
                .Bind(1, endpoint).Bind(2, id.Position).Bind(3, id.Index).Run();
        }

        foreach (var delivery in pending)
        {
            connection.Prepare(PutPending)
                .Bind(1, endpoint).Bind(2, delivery.Event.Position).Bind(3, delivery.Event.Index).Bind(4, delivery.Event.UnixMs)
                .Bind(5, delivery.Message?.Key).Bind(6, (long?)delivery.Message?.Value.Low).Bind(7, delivery.Attempts).Bind(8, delivery.NextAt).Run();
        }

        return true;
    }

    private static EventId Event(Statement row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2));
}
