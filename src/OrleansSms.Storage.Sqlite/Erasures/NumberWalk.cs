using System.Globalization;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Segments;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <summary>Reads every number that the database holds, table by table: messages, messages from handsets and parts of such, recipients, contacts, how messages have fared, snapshots.</summary>
internal sealed class NumberWalk(RecentMessages recent)
{
    private const int RowsPerPage = 10_000;

    private static readonly string[] Tables =
    [
        "SELECT key, recipient FROM messages WHERE key > ?1 ORDER BY key LIMIT ?2",
        "SELECT key, sender FROM inbound WHERE key > ?1 ORDER BY key LIMIT ?2",
        "SELECT key, sender FROM inbound_parts WHERE key > ?1 ORDER BY key LIMIT ?2",
        "SELECT msisdn, msisdn FROM recipients WHERE msisdn > ?1 ORDER BY msisdn LIMIT ?2",

        // In the order of their places in it, whatever account they belong to.
        "SELECT number, number FROM (SELECT DISTINCT number FROM contacts) WHERE number > ?1 ORDER BY number LIMIT ?2",
        "SELECT number, number FROM (SELECT DISTINCT number FROM engagement) WHERE number > ?1 ORDER BY number LIMIT ?2",
    ];

    /// <summary>Behind the tables: pages of snapshots, in the order of their names.</summary>
    private const string Snapshots =
        "SELECT snapshot, page, numbers FROM segment_snapshots WHERE (snapshot, page) > (?1, ?2) ORDER BY snapshot, page LIMIT ?3";

    /// <summary>As many numbers as rows of a table.</summary>
    private const int SnapshotPages = RowsPerPage / ISegmentSnapshots.PageSize;

    public Page<Msisdn> Read(Connection connection, string? cursor)
    {
        var numbers = new HashSet<Msisdn>();
        if (cursor is null)
        {
            AddMemory(numbers);
        }

        var place = cursor?.Split(':', 3) ?? ["0", "0"];
        var (table, after) = (int.Parse(place[0], CultureInfo.InvariantCulture), long.Parse(place[1], CultureInfo.InvariantCulture));
        var next = table < Tables.Length ? AddRows(connection, table, after, numbers) : AddSnapshots(connection, place[2], after, numbers);
        numbers.Remove(default);
        return new Page<Msisdn>([.. numbers], next);
    }

    private static string AddRows(Connection connection, int table, long after, HashSet<Msisdn> numbers)
    {
        var count = 0;
        using var rows = connection.Prepare(Tables[table]).Bind(1, after).Bind(2, RowsPerPage);
        while (rows.Step())
        {
            count++;
            after = rows.GetInt64(0);
            numbers.Add(ErasureRules.NumberOf(rows.GetText(1)));
        }

        return count == RowsPerPage ? Place(table, after) : Place(table + 1, 0);
    }

    private static string? AddSnapshots(Connection connection, string snapshot, long page, HashSet<Msisdn> numbers)
    {
        var count = 0;
        using var rows = connection.Prepare(Snapshots).Bind(1, snapshot).Bind(2, page).Bind(3, SnapshotPages);
        while (rows.Step())
        {
            count++;
            (snapshot, page) = (rows.GetText(0), rows.GetInt64(1));
            numbers.UnionWith(NumberPage.Read(rows.GetBytes(2)));
        }

        return count == SnapshotPages ? Place(Tables.Length, page, snapshot) : null;
    }

    private static string Place(int table, long after, string snapshot = "") => string.Create(CultureInfo.InvariantCulture, $"{table}:{after}:{snapshot}");

    private void AddMemory(HashSet<Msisdn> numbers)
    {
        using var visit = recent.Visit();
        foreach (var bucket in recent.Between(0, long.MaxValue))
        {
            foreach (var (message, _) in bucket.Published())
            {
                numbers.Add(message.Message.To);
            }
        }
    }
}
