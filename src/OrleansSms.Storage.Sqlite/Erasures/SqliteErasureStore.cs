using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Segments;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <inheritdoc/>
internal sealed class SqliteErasureStore(Writer writer, ReaderPool readers, WriteSession session, Scourer scourer) : IErasureStore
{
    private const string EraseInbound = "UPDATE inbound SET sender = '', body = '' WHERE key = ?1 AND tail = ?2 AND (sender <> '' OR body <> '')";

    private const string ForgetEngagement = "DELETE FROM engagement WHERE account = ?1 AND number = ?2";

    /// <summary>A carrier names a sender as it likes.</summary>
    private const string ForgetParts = "DELETE FROM inbound_parts WHERE sender IN (?1, '+' || ?1, '00' || ?1)";

    private const string SnapshotsOf = """
        SELECT p.snapshot, p.page, p.numbers FROM segment_snapshot_totals t JOIN segment_snapshots p ON p.snapshot = t.snapshot WHERE t.account = ?1
        """;

    private readonly NumberWalk _walk = new(session.Recent);

    /// <inheritdoc/>
    public Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(CommitLane.Bulk, messages.Count, session => messages.Count(id => Erase(session, id)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages, CancellationToken cancellationToken = default) => writer.WriteAsync(
        CommitLane.Bulk,
        messages.Count,
        session => messages.Sum(id =>
        {
            session.Connection.Prepare(EraseInbound).Bind(1, id.Key).Bind(2, (long)id.Value.Low).Run();
            return (int)session.Connection.Scalar("SELECT changes()");
        }),
        cancellationToken);

    /// <inheritdoc/>
    public async Task EraseTracesAsync(string account, Msisdn number, CancellationToken cancellationToken = default)
    {
        var id = session.Names.Find(account) ?? 0;
        var pages = await readers.ReadAsync(connection => PagesWith(connection, id, number), cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(
            CommitLane.Bulk,
            pages.Count + 2,
            session =>
            {
                session.Connection.Prepare(ForgetEngagement).Bind(1, id).Bind(2, number.Digits).Run();
                session.Connection.Prepare(ForgetParts).Bind(1, number.ToDigits()).Run();
                foreach (var (snapshot, page, numbers) in pages)
                {
                    session.Connection.Prepare("UPDATE segment_snapshots SET numbers = ?3 WHERE snapshot = ?1 AND page = ?2")
                        .Bind(1, snapshot).Bind(2, page).Bind(3, (ReadOnlySpan<byte>)numbers).Run();
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> ScourAsync(CancellationToken cancellationToken = default) => scourer.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Page<Msisdn>> ListNumbersAsync(string? cursor, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(connection => _walk.Read(connection, cursor), cancellationToken);

    private static bool Erase(WriteSession session, MessageId id) => session.Recent.Get(id.Key) is { } held
        ? held.Message.Id == id && session.Sealer.Erase(held, session.Names)
        : session.Messages.Erase(id, session.Journal.Position);

    /// <summary>Pages of the account's snapshots that have the number, without it.</summary>
    private static List<(string Snapshot, int Page, byte[] Numbers)> PagesWith(Connection connection, int account, Msisdn number)
    {
        var pages = new List<(string Snapshot, int Page, byte[] Numbers)>();
        using var rows = connection.Prepare(SnapshotsOf).Bind(1, account);
        while (rows.Step())
        {
            var numbers = NumberPage.Read(rows.GetBytes(2));
            if (numbers.BinarySearch(number, Comparer<Msisdn>.Create(static (left, right) => left.Digits.CompareTo(right.Digits))) is var place and >= 0)
            {
                numbers.RemoveAt(place);
                pages.Add((rows.GetText(0), rows.GetInt32(1), NumberPage.Write(numbers)));
            }
        }

        return pages;
    }
}
