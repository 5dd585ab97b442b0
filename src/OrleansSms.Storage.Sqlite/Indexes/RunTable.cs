using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Runs as rows. A run's pages come one after the other, and behind them its filter in pieces. Writer only.</summary>
internal sealed class RunTable(Connection connection)
{
    /// <summary>Octets of a filter in one row.</summary>
    public const int FilterBytesPerPage = 16 << 10;

    /// <summary>Pages removed at a time: freeing one costs about as much as writing it.</summary>
    private const int PagesRemoved = 64;

    private int _lastId = (int)connection.Scalar("SELECT max(id) FROM runs");

    public Connection Connection => connection;

    /// <summary>A number that no run has had, so that nobody takes the pages of one for those of another.</summary>
    public int NextId() => ++_lastId;

    /// <summary>The whole runs of an index, oldest first, and the numbers of those whose pages are to be removed.</summary>
    public (List<Run> Whole, List<int> Others) Load(IndexKind kind)
    {
        var (runs, others) = (new List<(Run Run, bool HasFilter)>(), new List<int>());
        using (var rows = connection.Prepare("SELECT id, whole, count, pages, newest, mark, filtered FROM runs WHERE kind = ?1 ORDER BY id").Bind(1, (long)kind))
        {
            while (rows.Step())
            {
                if (rows.GetInt32(1) == 0)
                {
                    others.Add(rows.GetInt32(0));
                }
                else
                {
                    var run = new Run(rows.GetInt32(0), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt64(4), rows.GetInt64(5), null);
                    runs.Add((run, rows.GetInt32(6) != 0));
                }
            }
        }

        return (runs.ConvertAll(run => run.HasFilter ? run.Run with { Filter = LoadFilter(run.Run) } : run.Run), others);
    }

    /// <summary>A run is being made: if that is not finished, its pages are removed.</summary>
    public void Begin(int id, IndexKind kind) =>
        connection.Prepare("INSERT INTO runs (id, kind, whole, count, pages, newest, mark, filtered) VALUES (?1, ?2, 0, 0, 0, 0, 0, 0)")
            .Bind(1, id).Bind(2, (long)kind).Run();

    public void WritePage(int id, int page, ReadOnlySpan<byte> octets) =>
        connection.Prepare("INSERT INTO run_pages (key, entries) VALUES (?1, ?2)").Bind(1, Run.KeyOf(id, page)).Bind(2, octets).Run();

    /// <summary>All of a run is written.</summary>
    public void Finish(Run run) =>
        connection.Prepare("UPDATE runs SET whole = 1, count = ?2, pages = ?3, newest = ?4, mark = ?5, filtered = ?6 WHERE id = ?1")
            .Bind(1, run.Id).Bind(2, run.Count).Bind(3, run.Pages).Bind(4, run.Newest).Bind(5, run.Mark).Bind(6, run.Filter is not null).Run();

    /// <summary>A run is no longer needed.</summary>
    public void Retire(int id) => connection.Prepare("UPDATE runs SET whole = 0 WHERE id = ?1").Bind(1, id).Run();

    /// <summary>Removes some pages of a run that is not needed; true when it is gone.</summary>
    public bool Remove(int id)
    {
        var (first, last) = (Run.KeyOf(id, 0), Run.KeyOf(id + 1, 0) - 1);
        long? until = null;
        using (var row = connection.Prepare("SELECT key FROM run_pages WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT 1 OFFSET ?3")
            .Bind(1, first).Bind(2, last).Bind(3, PagesRemoved - 1))
        {
            until = row.Step() ? row.GetInt64(0) : null;
        }

        connection.Prepare("DELETE FROM run_pages WHERE key BETWEEN ?1 AND ?2").Bind(1, first).Bind(2, until ?? last).Run();
        if (until is null)
        {
            connection.Prepare("DELETE FROM runs WHERE id = ?1").Bind(1, id).Run();
        }

        return until is null;
    }

    private RunFilter LoadFilter(Run run)
    {
        var filter = new RunFilter(run.Count);
        var rest = filter.Octets;
        using var rows = connection.Prepare("SELECT entries FROM run_pages WHERE key BETWEEN ?1 AND ?2 ORDER BY key")
            .Bind(1, Run.KeyOf(run.Id, run.Pages)).Bind(2, Run.KeyOf(run.Id + 1, 0) - 1);
        while (rows.Step())
        {
            rows.GetBytes(0).CopyTo(rest);
            rest = rest[rows.GetBytes(0).Length..];
        }

        return rest.IsEmpty ? filter : throw new InvalidDataException($"Run {run.Id} lacks a part of its filter.");
    }
}

/// <summary>What is looked up by hash.</summary>
internal enum IndexKind
{
    /// <summary>Answers to requests, by Idempotency-Key.</summary>
    Answers = 1,

    /// <summary>Messages that count towards a cap, by recipient and account.</summary>
    Counted = 2,

    /// <summary>Messages, by account and recipient.</summary>
    Persons = 3,

    /// <summary>Messages from handsets, by account and sender.</summary>
    Senders = 4,
}
