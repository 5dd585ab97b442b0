using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <inheritdoc/>
internal sealed class SqliteEngagementStore(Writer writer, ReaderPool readers, NameTable names) : IEngagementStore
{
    private const string Move = """
        INSERT INTO engagement_progress (account, at, position, number) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET at = excluded.at, position = excluded.position, number = excluded.number
        """;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Msisdn, Engagement>> ReadAsync(
        string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyDictionary<Msisdn, Engagement>>(
            connection =>
            {
                var found = new Dictionary<Msisdn, Engagement>();
                foreach (var number in names.Find(account) is null ? [] : numbers)
                {
                    var engagement = EngagementTable.Read(connection, names.Find(account)!.Value, number.Digits);
                    if (engagement != default)
                    {
                        found[number] = engagement;
                    }
                }

                return found;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task AddAsync(
        string account, IReadOnlyDictionary<Msisdn, Engagement> happened, EventId cursor, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            Math.Max(1, happened.Count),
            session =>
            {
                var id = session.Names.Intern(session.Connection, account);

                // In the order of the rows: neighbours share a page.
                foreach (var (number, engagement) in happened.OrderBy(static pair => pair.Key.Digits))
                {
                    EngagementTable.Write(session.Connection, id, number.Digits, engagement);
                }

                session.Connection.Prepare(Move).Bind(1, id).Bind(2, cursor.UnixMs).Bind(3, cursor.Position).Bind(4, cursor.Index).Run();
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<EventId?> ReadCursorAsync(string account, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            connection =>
            {
                if (names.Find(account) is not { } id)
                {
                    return default(EventId?);
                }

                using var row = connection.Prepare("SELECT at, position, number FROM engagement_progress WHERE account = ?1").Bind(1, id);
                return row.Step() ? new EventId(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)) : null;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            1,
            session =>
            {
                session.Connection.Prepare("DELETE FROM engagement WHERE account = ?1 AND number = ?2").Bind(1, session.Names.Find(account) ?? 0).Bind(2, number.Digits).Run();
                return true;
            },
            cancellationToken);
}
