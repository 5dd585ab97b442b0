using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <inheritdoc/>
internal sealed class SqliteContactStore(Writer writer, ReaderPool readers, NameTable names, int rowsPerPage) : IContactStore
{
    /// <inheritdoc/>
    public Task<FieldTable> ReadFieldsAsync(string account, CancellationToken cancellationToken = default) =>
        ReadAsync(account, FieldTable.Empty, FieldNames.Read, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ContactOutcome>> WriteAsync(
        string account, IReadOnlyList<ContactChange> changes, ImportCheckpoint? checkpoint = null, CancellationToken cancellationToken = default) =>
        writer.WriteAsync<IReadOnlyList<ContactOutcome>>(
            CommitLane.Bulk,
            Math.Max(1, changes.Count),
            session =>
            {
                var outcomes = new ContactWriter(session.Connection, session.Names.Intern(session.Connection, account)).Write(changes);
                if (checkpoint is not null)
                {
                    ContactWriter.Write(session.Connection, checkpoint.With(outcomes));
                }

                return outcomes;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Contact>> ReadAsync(string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<Contact>>(account, [], (connection, id) => new ContactReader(connection, id).Read(numbers), cancellationToken);

    /// <inheritdoc/>
    public Task<Contact?> FindAsync(string account, ContactId id, CancellationToken cancellationToken = default) =>
        ReadAsync(account, null, (connection, number) => new ContactReader(connection, number).Find(id), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string account, ContactId id, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Urgent,
            1,
            session =>
            {
                using var row = session.Connection.Prepare("DELETE FROM contacts WHERE account = ?1 AND key = ?2 AND tail = ?3 RETURNING 1")
                    .Bind(1, session.Names.Intern(session.Connection, account)).Bind(2, id.Key).Bind(3, (long)id.Value.Low);
                return row.Step();
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Contact>> ListAsync(
        string account, Filter filter, long now, ContactId? before, int limit, CancellationToken cancellationToken = default) =>
        ReadAsync(
            account,
            new Page<Contact>([], null),
            (connection, id) => new ContactReader(connection, id).List(filter, now, before, limit, rowsPerPage),
            cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(string account, Filter filter, long now, CancellationToken cancellationToken = default) =>
        ReadAsync(account, 0, (connection, id) => new ContactScan(connection, id).CountMatches(filter, now, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ImportCheckpoint?> ReadCheckpointAsync(string account, string import, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            connection =>
            {
                using var row = connection.Prepare("SELECT last, created, updated, skipped FROM import_progress WHERE import = ?1").Bind(1, import);
                return row.Step()
                    ? new ImportCheckpoint(import, new Msisdn(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))
                    : null;
            },
            cancellationToken);

    /// <summary>Reads all that an answer needs from one state of the database; an account that the database does not know has none of it.</summary>
    private Task<T> ReadAsync<T>(string account, T none, Func<Connection, long, T> read, CancellationToken cancellationToken) =>
        names.Find(account) is { } id
            ? readers.ReadAsync(
                connection =>
                {
                    using var snapshot = new Snapshot(connection);
                    return read(connection, id);
                },
                cancellationToken)
            : Task.FromResult(none);
}
