using System.Runtime.InteropServices;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Sqlite.Contacts;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Segments;

/// <summary>
/// A snapshot is gathered by a reader and then written page by page. Whose it is is written first, so that a number is forgotten in what a crash leaves of it, too; its total, written last, says
/// that it is whole.
/// </summary>
internal sealed class SqliteSegmentSnapshots(Writer writer, ReaderPool readers, NameTable names) : ISegmentSnapshots
{
    /// <summary>Condition that a row of totals is of a whole snapshot.</summary>
    public const string IsWhole = "total >= 0";

    /// <summary>Pages of one commit: about 250 KB.</summary>
    private const int PagesPerCommit = 100;

    /// <summary>Stands in the place of the total of a snapshot that is not whole.</summary>
    private const int NotWhole = -1;

    private const string PagesOf = """
        SELECT p.snapshot, p.page, p.numbers FROM segment_snapshot_totals t JOIN segment_snapshots p ON p.snapshot = t.snapshot WHERE t.account = ?1
        """;

    /// <inheritdoc/>
    public async Task<long> TakeAsync(string snapshot, string account, Filter filter, long now, CancellationToken cancellationToken = default)
    {
        if (await ReadTotalAsync(snapshot, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            return taken;
        }

        await writer.WriteAsync(CommitLane.Bulk, 1, session => Begin(session, snapshot, account), cancellationToken).ConfigureAwait(false);
        var (pages, total) = await GatherAsync(account, filter, now, cancellationToken).ConfigureAwait(false);
        for (var first = 0; first < pages.Count; first += PagesPerCommit)
        {
            await WriteAsync(snapshot, pages, first, cancellationToken).ConfigureAwait(false);
        }

        await writer.WriteAsync(CommitLane.Bulk, 1, session => Complete(session, snapshot, account, total), cancellationToken).ConfigureAwait(false);
        return total;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Msisdn>> ReadPageAsync(string snapshot, int page, CancellationToken cancellationToken = default) =>
        readers.ReadAsync<IReadOnlyList<Msisdn>>(connection => ReadPage(connection, snapshot, page), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string snapshot, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            PagesPerCommit,
            session =>
            {
                session.Connection.Prepare("DELETE FROM segment_snapshot_totals WHERE snapshot = ?1").Bind(1, snapshot).Run();
                session.Connection.Prepare("DELETE FROM segment_snapshots WHERE snapshot = ?1").Bind(1, snapshot).Run();
                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetAsync(string account, Msisdn number, CancellationToken cancellationToken = default)
    {
        var pages = await readers.ReadAsync(connection => PagesWith(connection, names.Find(account) ?? 0, number), cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(
            CommitLane.Bulk,
            pages.Count + 1,
            session =>
            {
                foreach (var (snapshot, page) in pages)
                {
                    // As it is now: others may have been forgotten since it was found.
                    var numbers = ReadPage(session.Connection, snapshot, page);
                    CollectionsMarshal.AsSpan(numbers).Replace(number, default);
                    session.Connection.Prepare("UPDATE segment_snapshots SET numbers = ?3 WHERE snapshot = ?1 AND page = ?2")
                        .Bind(1, snapshot).Bind(2, page).Bind(3, (ReadOnlySpan<byte>)NumberPage.Write(numbers)).Run();
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pages of the account's snapshots that have the number.</summary>
    private static List<(string Snapshot, int Page)> PagesWith(Connection connection, int account, Msisdn number)
    {
        var pages = new List<(string Snapshot, int Page)>();
        using var rows = connection.Prepare(PagesOf).Bind(1, account);
        while (rows.Step())
        {
            if (NumberPage.Read(rows.GetBytes(2)).Contains(number))
            {
                pages.Add((rows.GetText(0), rows.GetInt32(1)));
            }
        }

        return pages;
    }

    private static List<Msisdn> ReadPage(Connection connection, string snapshot, int page)
    {
        using var row = connection.Prepare("SELECT numbers FROM segment_snapshots WHERE snapshot = ?1 AND page = ?2").Bind(1, snapshot).Bind(2, page);
        return row.Step() ? NumberPage.Read(row.GetBytes(0)) : [];
    }

    private Task<long?> ReadTotalAsync(string snapshot, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                using var row = connection.Prepare($"SELECT total FROM segment_snapshot_totals WHERE snapshot = ?1 AND {IsWhole}").Bind(1, snapshot);
                return row.Step() ? row.GetInt64(0) : default(long?);
            },
            cancellationToken);

    private Task<(List<byte[]> Pages, long Total)> GatherAsync(string account, Filter filter, long now, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                var pages = new NumberPages();
                if (names.Find(account) is { } id)
                {
                    using var state = new Snapshot(connection);
                    new ContactScan(connection, id).Visit(filter, now, pages.Add, cancellationToken);
                }

                return pages.Finish();
            },
            cancellationToken);

    private Task<bool> WriteAsync(string snapshot, List<byte[]> pages, int first, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            CommitLane.Bulk,
            PagesPerCommit,
            session =>
            {
                for (var page = first; page < Math.Min(first + PagesPerCommit, pages.Count); page++)
                {
                    session.Connection.Prepare("INSERT OR REPLACE INTO segment_snapshots (snapshot, page, numbers) VALUES (?1, ?2, ?3)")
                        .Bind(1, snapshot).Bind(2, page).Bind(3, (ReadOnlySpan<byte>)pages[page]).Run();
                }

                return true;
            },
            cancellationToken);

    private static bool Begin(WriteSession session, string snapshot, string account)
    {
        session.Connection.Prepare("INSERT OR IGNORE INTO segment_snapshot_totals (snapshot, total, account) VALUES (?1, ?2, ?3)")
            .Bind(1, snapshot).Bind(2, NotWhole).Bind(3, session.Names.Intern(session.Connection, account)).Run();
        return true;
    }

    /// <summary>Pages that an earlier try wrote beyond the end go.</summary>
    private static bool Complete(WriteSession session, string snapshot, string account, long total)
    {
        session.Connection.Prepare("DELETE FROM segment_snapshots WHERE snapshot = ?1 AND page >= ?2")
            .Bind(1, snapshot).Bind(2, (total + ISegmentSnapshots.PageSize - 1) / ISegmentSnapshots.PageSize).Run();
        session.Connection.Prepare("INSERT OR REPLACE INTO segment_snapshot_totals (snapshot, total, account) VALUES (?1, ?2, ?3)")
            .Bind(1, snapshot).Bind(2, total).Bind(3, session.Names.Intern(session.Connection, account)).Run();
        return true;
    }
}
