using System.Runtime.InteropServices;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// Makes one run of what stands in others or in memory, some pages at a time, over as many commits as that takes. What a commit that fails has done of it is done again.
/// Writer only.
/// </summary>
internal sealed class RunBuilder
{
    /// <summary>Entries on a page on average: four pages of a run share one of the database.</summary>
    public const int EntriesPerPage = 112;

    /// <summary>Pages made at once: their hashes lie together in the sources, so that those are read once for all of them.</summary>
    private const int PagesPerStep = 8;

    /// <summary>About what a step has to do, in entries.</summary>
    public const int EntriesPerStep = EntriesPerPage * PagesPerStep;

    private readonly RunTable _table;
    private readonly IndexKind _kind;
    private readonly long _floor;
    private readonly int _id;
    private readonly int _pages;
    private readonly int _filterPages;
    private readonly RunFilter? _filter;
    private readonly SortedParts _parts = new();
    private Progress _durable;
    private Progress _progress;

    /// <param name="sources">What the run will hold.</param>
    /// <param name="floor">References below this one lead nowhere any more.</param>
    /// <param name="filterBytes">Room for its filter; without enough it has none.</param>
    public RunBuilder(RunTable table, IndexKind kind, IReadOnlyList<IEntrySource> sources, long floor, long filterBytes)
    {
        (_table, _kind, _floor, Sources) = (table, kind, floor, sources);
        _id = table.NextId();
        Most = sources.Sum(static source => source.Count);
        _pages = Math.Max((Most + EntriesPerPage - 1) / EntriesPerPage, 1);
        if (RunFilter.BytesFor(Most) <= filterBytes)
        {
            _filter = new RunFilter(Most);
            _filterPages = (_filter.Octets.Length + RunTable.FilterBytesPerPage - 1) / RunTable.FilterBytesPerPage;
        }
    }

    public IReadOnlyList<IEntrySource> Sources { get; }

    /// <summary>The run, once all of it is written.</summary>
    public Run? Made => IsDone ? new Run(_id, Most, _pages, _progress.Newest, Sources.Max(static source => source.Mark), _filter) : null;

    public bool IsDone => _progress.Page == _pages + _filterPages;

    private int Most { get; }

    /// <summary>Writes the next pages, within a transaction.</summary>
    public void Step()
    {
        if (_progress.Page == 0)
        {
            _table.Begin(_id, _kind);
        }

        if (_progress.Page < _pages)
        {
            WriteEntries(Math.Min(_progress.Page + PagesPerStep, _pages));
        }
        else
        {
            WriteFilter(_progress.Page - _pages);
        }

        if (Made is { } run)
        {
            _table.Finish(run);
        }
    }

    public void Committed() => _durable = _progress;

    public void RolledBack() => _progress = _durable;

    private void WriteEntries(int end)
    {
        var (first, last) = (HashPages.FirstOf(_progress.Page, _pages), HashPages.LastOf(end - 1, _pages));
        _parts.Clear();
        foreach (var source in Sources)
        {
            source.Collect(_table.Connection, first, last, _parts.Next());
        }

        var entries = _parts.Join();
        var newest = _progress.Newest;
        var kept = 0;
        foreach (var entry in entries)
        {
            // What has come into two runs is kept once.
            if (entry.Reference >= _floor && (kept == 0 || entries[kept - 1] != entry))
            {
                entries[kept++] = entry;
                newest = Math.Max(newest, entry.Reference);
                _filter?.Add(entry.Hash);
            }
        }

        WritePages(entries[..kept], end);
        _progress = new Progress(end, newest);
    }

    /// <summary>Pages that are empty are written too: one that is missing tells a reader that it came too late.</summary>
    private void WritePages(ReadOnlySpan<IndexEntry> entries, int end)
    {
        for (var page = _progress.Page; page < end; page++)
        {
            var last = HashPages.LastOf(page, _pages);
            var count = 0;
            while (count < entries.Length && entries[count].Hash <= last)
            {
                count++;
            }

            _table.WritePage(_id, page, MemoryMarshal.AsBytes(entries[..count]));
            entries = entries[count..];
        }
    }

    private void WriteFilter(int piece)
    {
        var rest = _filter!.Octets[(piece * RunTable.FilterBytesPerPage)..];
        _table.WritePage(_id, _progress.Page, rest[..Math.Min(RunTable.FilterBytesPerPage, rest.Length)]);
        _progress = _progress with { Page = _progress.Page + 1 };
    }

    /// <summary>How far it has come: the next page, and the greatest reference so far.</summary>
    private readonly record struct Progress(int Page, long Newest);
}
