using System.Globalization;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Sqlite.Contacts;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Moving;

/// <inheritdoc/>
/// <remarks>From rows alone: a database that was closed has every message in its row, so a cursor is the key of the last row.</remarks>
internal sealed class SqliteExport(ReaderPool readers, NameTable names, IErasureLog erasures, HeadReader head) : IStoreExport
{
    private const string Documents = "SELECT rowid, kind, id, owner, json FROM documents WHERE rowid > ?1 ORDER BY rowid LIMIT ?2";

    private const string Recipients = "SELECT msisdn, state FROM recipients WHERE msisdn > ?1 ORDER BY msisdn LIMIT ?2";

    private const string Messages = $"SELECT {MessageRow.Columns} FROM messages WHERE key > ?1 ORDER BY key LIMIT ?2";

    private const string Batches = $"SELECT {BatchTable.Columns}, key FROM batches WHERE key > ?1 ORDER BY key LIMIT ?2";

    private const string Contacts = $"SELECT {ContactRow.Columns} FROM contacts WHERE account = ?3 AND number > ?1 ORDER BY number LIMIT ?2";

    private const string Engagements = $"SELECT number, {EngagementTable.Columns} FROM engagement WHERE account = ?3 AND number > ?1 ORDER BY number LIMIT ?2";

    /// <inheritdoc/>
    public async Task<StoreHead> ReadHeadAsync(CancellationToken cancellationToken = default)
    {
        var orders = await erasures.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await readers.ReadAsync(
            connection => head.Read(connection, orders.DistinctBy(static order => order.Id).Count()), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Page<MovedDocument>> ReadDocumentsAsync(string? cursor, CancellationToken cancellationToken = default) => PageAsync(
        Documents, cursor, static row => new MovedDocument(row.GetText(1), new Document(row.GetText(2), row.GetText(3), row.GetBytes(4).ToArray())), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MovedRecipient>> ReadRecipientsAsync(string? cursor, CancellationToken cancellationToken = default) => PageAsync(
        Recipients, cursor, static row => new MovedRecipient(new Msisdn(row.GetInt64(0)), RecipientStateJson.Read(row.GetBytes(1))), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MovedMessage>> ReadMessagesAsync(string? cursor, CancellationToken cancellationToken = default) =>
        PageAsync(Messages, cursor, ReadMessage, cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MovedReceipt>> ReadReceiptsAsync(string? cursor, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => ReceiptPage.Read(connection, names, cursor), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<BatchRecord>> ReadBatchesAsync(string? cursor, CancellationToken cancellationToken = default) =>
        PageAsync(Batches, cursor, row => BatchTable.Read(row, names, (ulong)row.GetInt64(BatchTable.KeyColumn)), cancellationToken, BatchTable.KeyColumn);

    /// <inheritdoc/>
    public Task<Page<IdempotencyRecord>> ReadAnswersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => AnswerPage.Read(connection, cursor), cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Contact>> ReadContactsAsync(string account, string? cursor, CancellationToken cancellationToken = default) => readers.ReadAsync(
        connection =>
        {
            if (names.Find(account) is not { } number)
            {
                return new Page<Contact>([], null);
            }

            var table = FieldNames.Read(connection, number);
            return Read(connection.Prepare(Contacts).Bind(3, number), cursor, row => ContactRow.Read(row, table));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<Page<MovedEngagement>> ReadEngagementAsync(string account, string? cursor, CancellationToken cancellationToken = default) => readers.ReadAsync(
        connection => names.Find(account) is { } number
            ? Read(connection.Prepare(Engagements).Bind(3, number), cursor, static row => new MovedEngagement(new Msisdn(row.GetInt64(0)), EngagementTable.Read(row, 1)))
            : new Page<MovedEngagement>([], null),
        cancellationToken);

    private Task<Page<T>> PageAsync<T>(string sql, string? cursor, Func<Statement, T> read, CancellationToken cancellationToken, int key = 0) =>
        readers.ReadAsync(connection => Read(connection.Prepare(sql), cursor, read, key), cancellationToken);

    /// <summary>Reads rows of a statement that takes the place as its first parameter and the limit as its second.</summary>
    private static Page<T> Read<T>(Statement statement, string? cursor, Func<Statement, T> read, int key = 0)
    {
        var items = new List<T>();
        var last = 0L;
        using var rows = statement.Bind(1, cursor is null ? -1 : long.Parse(cursor, CultureInfo.InvariantCulture)).Bind(2, IStoreExport.PageSize);
        while (rows.Step())
        {
            items.Add(read(rows));
            last = rows.GetInt64(key);
        }

        return new Page<T>(items, items.Count < IStoreExport.PageSize ? null : last.ToString(CultureInfo.InvariantCulture));
    }

    private MovedMessage ReadMessage(Statement row)
    {
        var (message, state) = MessageRow.Read(row, names, withHistory: true);
        var entries = new List<TimelineEntry>();
        TimelineCodec.Read(state.History!.Octets, KeyTime.Origin(message.Id.Key), names, entries);
        return new MovedMessage(state.ToRecord(message, names) with { Status = state.Status }, entries, names.BindOf(state.IntentBind), state.IntentEpoch);
    }
}
