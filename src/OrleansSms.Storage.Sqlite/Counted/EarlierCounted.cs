using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Counted;

/// <summary>Takes over, once, what databases before version 3 have in an index over rows. Cut short, it begins anew: what stands in two runs is one when they are joined.</summary>
internal static class EarlierCounted
{
    /// <summary>Entries taken over at a time.</summary>
    private const int Rows = 1 << 16;

    private const string Exists = "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = 'messages_counted'";

    private const string Next = """
        SELECT recipient, account, key FROM messages WHERE counted = 1 AND (recipient, account, key) > (?1, ?2, ?3)
        ORDER BY recipient, account, key LIMIT ?4
        """;

    public static void Move(Connection connection, RunIndex index)
    {
        if (connection.Scalar(Exists) == 0)
        {
            return;
        }

        var last = (Recipient: 0L, Account: 0, Key: 0L);
        var entries = new List<IndexEntry>();
        do
        {
            entries.Clear();
            last = Read(connection, last, entries);
            index.Restore(entries, 0);
        }
        while (entries.Count == Rows);

        index.Settle();
        connection.Execute("DROP INDEX messages_counted");
    }

    private static (long Recipient, int Account, long Key) Read(Connection connection, (long Recipient, int Account, long Key) last, List<IndexEntry> entries)
    {
        using var rows = connection.Prepare(Next).Bind(1, last.Recipient).Bind(2, last.Account).Bind(3, last.Key).Bind(4, Rows);
        while (rows.Step())
        {
            last = (rows.GetInt64(0), rows.GetInt32(1), rows.GetInt64(2));
            entries.Add(new IndexEntry(CountedTable.HashOf(last.Recipient, last.Account), last.Key));
        }

        return last;
    }
}
