using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Documents;

/// <inheritdoc/>
internal sealed class SqliteDocumentStore(Writer writer, ReaderPool readers) : IDocumentStore
{
    private const string Put = """
        INSERT INTO documents (kind, id, owner, json) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET owner = excluded.owner, json = excluded.json
        """;

    private const string Add = """
        INSERT INTO documents (kind, id, owner, json) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING 1
        """;

    private const string OfKind = "SELECT id, owner, json FROM documents WHERE kind = ?1 AND id > ?2 ORDER BY id LIMIT ?3";

    private const string OfOwner = "SELECT id, owner, json FROM documents WHERE kind = ?1 AND id > ?2 AND owner = ?4 ORDER BY id LIMIT ?3";

    /// <inheritdoc/>
    public Task<Document?> ReadAsync(string kind, string id, CancellationToken cancellationToken = default) =>
        readers.ReadHereAsync(
            connection =>
            {
                using var row = connection.Prepare("SELECT id, owner, json FROM documents WHERE kind = ?1 AND id = ?2").Bind(1, kind).Bind(2, id);
                return row.Step() ? Read(row) : null;
            },
            cancellationToken).AsTask();

    /// <inheritdoc/>
    public Task WriteAsync(string kind, Document document, CancellationToken cancellationToken = default) =>
        WriteAsync(Put, kind, document, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AddAsync(string kind, Document document, CancellationToken cancellationToken = default) =>
        WriteAsync(Add, kind, document, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string kind, string id, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Urgent,
            1,
            session =>
            {
                using var row = session.Connection.Prepare("DELETE FROM documents WHERE kind = ?1 AND id = ?2 RETURNING 1").Bind(1, kind).Bind(2, id);
                return row.Step();
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Document>> ListAsync(
        string kind, string? owner, string? after, int limit, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<Document>>(
            connection =>
            {
                var documents = new List<Document>();
                using var rows = connection.Prepare(owner is null ? OfKind : OfOwner).Bind(1, kind).Bind(2, after ?? "").Bind(3, limit);
                if (owner is not null)
                {
                    rows.Bind(4, owner);
                }

                while (rows.Step())
                {
                    documents.Add(Read(rows));
                }

                return documents;
            },
            cancellationToken);

    private Task<bool> WriteAsync(string sql, string kind, Document document, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            CommitLane.Urgent,
            1,
            session =>
            {
                using var row = session.Connection.Prepare(sql)
                    .Bind(1, kind).Bind(2, document.Id).Bind(3, document.Owner).BindText(4, document.Json.Span);
                return row.Step();
            },
            cancellationToken);

    private static Document Read(Statement row) => new(row.GetText(0), row.GetText(1), row.GetBytes(2).ToArray());
}
