using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Tests.Indexes;

/// <summary>An index in a database of its own, with commits as the writer makes them. Entries that no run covers yet are kept as a table keeps them.</summary>
internal sealed class IndexFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleanssms-");
    private readonly IndexLimits _limits;
    private readonly List<(long Mark, IndexEntry Entry)> _table = [];

    public IndexFile(int recentEntries, long filterBytes = 1 << 20)
    {
        _limits = new IndexLimits(recentEntries, filterBytes);
        (Connection, Index) = Open();
    }

    public Connection Connection { get; private set; }

    public RunIndex Index { get; private set; }

    /// <summary>Number of the last commit.</summary>
    public long Mark { get; private set; }

    public long Count(string table) => Connection.Scalar($"SELECT count(*) FROM {table}");

    public Connection OpenReader() => Connection.Open(Path.Combine(_directory.FullName, "index.db"), readOnly: true, TimeSpan.FromSeconds(5));

    /// <summary>A commit, or one that fails at its end.</summary>
    public void Commit(IReadOnlyList<IndexEntry> entries, bool fails = false, bool isIdle = false)
    {
        Connection.Execute("BEGIN IMMEDIATE");
        foreach (var entry in entries)
        {
            Index.Stage(entry, Mark + 1);
        }

        Index.Work(isIdle);
        Connection.Execute(fails ? "ROLLBACK" : "COMMIT");
        if (fails)
        {
            Index.RolledBack();
            return;
        }

        Index.Committed();
        Mark++;
        _table.AddRange(entries.Select(entry => (Mark, entry)));
    }

    /// <summary>Does what there is to do.</summary>
    public void Rest()
    {
        while (Index.HasWork)
        {
            Commit([], isIdle: true);
        }
    }

    /// <summary>As after a kill: memory is lost, and the table gives what no run covers.</summary>
    public void Reopen()
    {
        Connection.Dispose();
        var floor = Index.Floor;
        (Connection, Index) = Open();
        Index.Floor = floor;
        foreach (var row in _table.Where(row => row.Mark > Index.Covered).GroupBy(row => row.Mark).ToList())
        {
            Index.Restore([.. row.Select(one => one.Entry)], row.Key);
        }
    }

    public long[] Find(ulong hash)
    {
        var found = new List<IndexEntry>();
        Index.Find(Connection, hash, found);
        Assert.True(found.Count == 0 || Index.MayHold(hash));
        return [.. found.Select(entry => entry.Reference).Distinct().Order()];
    }

    public void Dispose()
    {
        Connection.Dispose();
        _directory.Delete(recursive: true);
    }

    private (Connection Connection, RunIndex Index) Open()
    {
        var connection = Connection.Open(Path.Combine(_directory.FullName, "index.db"), readOnly: false, TimeSpan.FromSeconds(5));
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;");
        Migrations.Apply(connection);
        return (connection, new RunIndex(new RunTable(connection), IndexKind.Answers, _limits));
    }
}
