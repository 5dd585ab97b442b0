using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// Finds by hash without an index over rows, whose every entry would be a page of its own to write: entries stand in memory until there are enough for a sorted run, and
/// runs of one size become a greater one, in slices beside what the commits do anyway. Whoever adds entries keeps them in a table as well until a run covers them.
/// The writer changes it; readers look at any time.
/// </summary>
internal sealed class RunIndex
{
    private readonly RunTable _table;
    private readonly IndexLimits _limits;
    private readonly List<IndexEntry> _staged = [];
    private readonly RunUpkeep _upkeep;
    private RunSet _set;
    private RecentEntries? _spare;
    private long _stagedMark;

    public RunIndex(RunTable table, IndexKind kind, IndexLimits limits)
    {
        (_table, _limits) = (table, limits);
        var (runs, others) = table.Load(kind);
        _set = new RunSet(new RecentEntries(limits.Capacity), null, runs);
        _upkeep = new RunUpkeep(table, kind, limits, others);
    }

    /// <summary>Up to here of the table that entries come from, all of them stand in runs.</summary>
    public long Covered => _set.Runs.Count == 0 ? 0 : _set.Runs.Max(static run => run.Mark);

    /// <summary>References below this one lead nowhere any more.</summary>
    public long Floor
    {
        get => _upkeep.Floor;
        set => _upkeep.Floor = value;
    }

    /// <summary>Whether there is work for when nobody waits.</summary>
    public bool HasWork => _upkeep.HasWork(_set);

    /// <summary>Whether it may hold a hash, from memory alone.</summary>
    public bool MayHold(ulong hash)
    {
        while (true)
        {
            var set = Volatile.Read(ref _set);
            if (set.MayHold(hash))
            {
                return true;
            }

            if (ReferenceEquals(set, Volatile.Read(ref _set)))
            {
                return false;
            }
        }
    }

    /// <summary>Finds the references of a hash, in no order; some may be there twice, or lead nowhere any more.</summary>
    public void Find(Connection connection, ulong hash, List<IndexEntry> found)
    {
        RunSet set;
        do
        {
            // What has been replaced meanwhile may be incomplete by now.
            found.Clear();
            set = Volatile.Read(ref _set);
            set.Find(connection, hash, found);
        }
        while (!ReferenceEquals(set, Volatile.Read(ref _set)));
    }

    /// <summary>Adds an entry with the commit under way.</summary>
    /// <param name="mark">Where in its table it stands; never less than those before.</param>
    public void Stage(in IndexEntry entry, long mark)
    {
        _staged.Add(entry);
        _stagedMark = mark;
    }

    /// <summary>Within a transaction: makes runs of what there is to make them of, a slice of it.</summary>
    /// <param name="isIdle">Whether nobody waits for the commit.</param>
    /// <returns>How much was done.</returns>
    public int Work(bool isIdle)
    {
        if (_set.Frozen is null && _set.Recent.Count >= _limits.RecentEntries)
        {
            Freeze();
        }

        return _upkeep.Work(_set, _staged.Count, isIdle ? _limits.SliceEntries : 0);
    }

    public void Committed()
    {
        var frozen = _set.Frozen;
        if (_upkeep.Committed(_set) is { } changed)
        {
            Volatile.Write(ref _set, changed);
            _spare = changed.Frozen is null && frozen?.Capacity == _limits.Capacity ? frozen : _spare;
        }

        Add(_staged, _stagedMark);
        _staged.Clear();
    }

    public void RolledBack()
    {
        _upkeep.RolledBack();
        _staged.Clear();
    }

    /// <summary>At the start: adds the rows of its table that no run covers.</summary>
    /// <param name="readNext">Gives number and entries of the first row behind a number; null when there is none.</param>
    public void Restore(Func<long, List<IndexEntry>, long?> readNext)
    {
        var entries = new List<IndexEntry>();
        for (var mark = readNext(Covered, entries); mark is { } number; mark = readNext(number, entries))
        {
            Restore(entries, number);
            entries.Clear();
        }
    }

    /// <summary>At the start: adds entries of one row, or of what no row holds.</summary>
    public void Restore(List<IndexEntry> entries, long mark)
    {
        if (_set.Recent.Count >= _limits.RecentEntries)
        {
            Freeze();
            Settle(() => _set.Frozen is not null);
        }

        Add(entries, mark);
    }

    /// <summary>At the start: makes runs of all that stands in memory, and of as few pieces as there can be.</summary>
    public void Settle()
    {
        if (_set.Recent.Count > 0)
        {
            Freeze();
        }

        Settle(() => HasWork);
    }

    private void Settle(Func<bool> goesOn)
    {
        while (goesOn())
        {
            _table.Connection.Prepare("BEGIN IMMEDIATE").Run();
            _upkeep.Work(_set, 0, _limits.SettleEntries);
            _table.Connection.Prepare("COMMIT").Run();
            Committed();
        }
    }

    private void Add(List<IndexEntry> entries, long mark)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (_set.Recent.Count + entries.Count > _set.Recent.Capacity)
        {
            // One commit may bring more than there is room for, and those before it may not be in a run yet.
            Volatile.Write(ref _set, _set with { Recent = _set.Recent.Grown(entries.Count) });
        }

        entries.ForEach(_set.Recent.Add);
        _set.Recent.Mark = mark;
    }

    private void Freeze()
    {
        var next = _spare ?? new RecentEntries(_limits.Capacity);
        _spare = null;
        next.Clear();
        Volatile.Write(ref _set, _set with { Recent = next, Frozen = _set.Recent });
    }
}
