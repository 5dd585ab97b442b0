namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// Makes runs, joins them and removes what is no longer needed, a slice in each transaction; what a slice has changed comes into force with its commit. As much is done
/// as entries are added, so that it never falls behind, and never more than a slice, so that nobody waits for it. Writer only.
/// </summary>
internal sealed class RunUpkeep(RunTable table, IndexKind kind, IndexLimits limits, IEnumerable<int> removing)
{
    private readonly Queue<int> _removing = new(removing);
    private readonly List<Run> _retired = [];
    private RunBuilder? _flush;
    private RunBuilder? _merge;
    private long _credit;
    private bool _removed;

    /// <summary>References below this one lead nowhere any more.</summary>
    public long Floor { get; set; }

    public bool HasWork(RunSet set) =>
        set.Frozen is not null || _merge is not null || _removing.Count > 0 || Outdated(set) is not null
        || MergeRules.Pick(set.Runs, limits.RecentEntries).Count > 0;

    /// <summary>Does a slice, within a transaction.</summary>
    /// <param name="added">Entries that the commit adds.</param>
    /// <param name="atLeast">What may be done besides.</param>
    public int Work(RunSet set, int added, int atLeast)
    {
        _credit = Math.Min(_credit + ((long)added * limits.WorkPerEntry), limits.MaxCredit);
        var most = Math.Max(Math.Min(_credit, limits.SliceEntries), atLeast);
        var done = 0;
        while (most - done >= RunBuilder.EntriesPerStep && Step(set))
        {
            done += RunBuilder.EntriesPerStep;
        }

        _credit = Math.Max(_credit - done, 0);
        return done;
    }

    /// <summary>What the index consists of now; null when that has not changed.</summary>
    public RunSet? Committed(RunSet set)
    {
        if (_removed)
        {
            _removing.Dequeue();
            _removed = false;
        }

        var changed = set;
        if (Take(ref _flush) is { } flushed)
        {
            changed = changed with { Frozen = null, Runs = Ordered([.. changed.Runs, flushed.Run]) };
        }

        if (Take(ref _merge) is { } merged)
        {
            changed = changed with { Runs = Ordered([.. changed.Runs.Except(merged.Sources.Cast<Run>()), merged.Run]) };
            Enqueue(merged.Sources.Cast<Run>());
        }

        if (_retired.Count > 0)
        {
            changed = changed with { Runs = [.. changed.Runs.Except(_retired)] };
            Enqueue(_retired);
            _retired.Clear();
        }

        return ReferenceEquals(changed, set) ? null : changed;
    }

    public void RolledBack()
    {
        _flush?.RolledBack();
        _merge?.RolledBack();
        _retired.Clear();
        _removed = false;
    }

    /// <summary>The most urgent first: memory, then what look-ups go through, then room on the disk. False when nothing is left to do.</summary>
    private bool Step(RunSet set)
    {
        if (set.Frozen is { } frozen && (_flush ??= New(set, [frozen])) is { IsDone: false } flush)
        {
            flush.Step();
            return true;
        }

        return Retire(set) || Merge(set) || Remove();
    }

    private bool Retire(RunSet set)
    {
        if (Outdated(set) is not { } run)
        {
            return false;
        }

        table.Retire(run.Id);
        _retired.Add(run);
        return true;
    }

    private bool Merge(RunSet set)
    {
        if (_merge is null && MergeRules.Pick([.. set.Runs.Except(_retired)], limits.RecentEntries) is { Count: > 0 } picked)
        {
            _merge = New(set, picked);
        }

        if (_merge is not { IsDone: false } merge)
        {
            return false;
        }

        merge.Step();
        if (merge.IsDone)
        {
            foreach (var source in merge.Sources.Cast<Run>())
            {
                table.Retire(source.Id);
            }
        }

        return true;
    }

    private bool Remove()
    {
        if (_removed || !_removing.TryPeek(out var id))
        {
            return false;
        }

        _removed = table.Remove(id);
        return true;
    }

    private RunBuilder New(RunSet set, IReadOnlyList<IEntrySource> sources)
    {
        var used = set.Runs.Sum(static run => (long)(run.Filter?.Octets.Length ?? 0));
        return new RunBuilder(table, kind, sources, Floor, limits.FilterBytes - used);
    }

    /// <summary>A run of which nothing leads anywhere any more. One that is just being joined with others goes with those.</summary>
    private Run? Outdated(RunSet set) => set.Runs.FirstOrDefault(run => run.Newest < Floor && !_retired.Contains(run) && _merge?.Sources.Contains(run) != true);

    private void Enqueue(IEnumerable<Run> runs)
    {
        foreach (var run in runs)
        {
            _removing.Enqueue(run.Id);
        }
    }

    private static (Run Run, IReadOnlyList<IEntrySource> Sources)? Take(ref RunBuilder? builder)
    {
        builder?.Committed();
        if (builder?.Made is not { } run)
        {
            return null;
        }

        var sources = builder.Sources;
        builder = null;
        return (run, sources);
    }

    private static Run[] Ordered(Run[] runs) => [.. runs.OrderBy(static run => run.Id)];
}
