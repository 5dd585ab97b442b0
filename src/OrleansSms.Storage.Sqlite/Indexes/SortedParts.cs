using System.Runtime.InteropServices;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>Entries of several sources, each nearly sorted, as one sorted row: less than half the work of sorting them all. Its rooms are used again and again.</summary>
internal sealed class SortedParts
{
    /// <summary>Places that an entry is moved by: one that is further away shows that its part is not nearly sorted.</summary>
    private const int MaxShift = 64;

    private readonly List<IndexEntry> _entries = [];
    private readonly List<int> _starts = [];
    private IndexEntry[] _other = [];

    public void Clear()
    {
        _entries.Clear();
        _starts.Clear();
    }

    /// <summary>Begins a part: what is added to the answer, up to the next call, belongs to it.</summary>
    public List<IndexEntry> Next()
    {
        _starts.Add(_entries.Count);
        return _entries;
    }

    /// <summary>All entries, sorted. Good until <see cref="Clear"/>; changing them is the caller's right.</summary>
    public Span<IndexEntry> Join()
    {
        var from = CollectionsMarshal.AsSpan(_entries);
        var to = Room();
        for (var i = 0; i < _starts.Count; i++)
        {
            Settle(from[_starts[i]..(i + 1 < _starts.Count ? _starts[i + 1] : from.Length)]);
        }

        // Neighbours become one, until there is one.
        for (var width = 1; width < _starts.Count; width *= 2)
        {
            for (var i = 0; i < _starts.Count; i += 2 * width)
            {
                var (first, second, end) = (StartOf(i), StartOf(i + width), StartOf(i + (2 * width)));
                Merge(from[first..second], from[second..end], to[first..end]);
            }

            var merged = to;
            to = from;
            from = merged;
        }

        return from;
    }

    private int StartOf(int part) => part < _starts.Count ? _starts[part] : _entries.Count;

    private Span<IndexEntry> Room()
    {
        if (_other.Length < _entries.Count)
        {
            _other = new IndexEntry[_entries.Capacity];
        }

        return _other.AsSpan(0, _entries.Count);
    }

    /// <summary>Few entries are out of their place, and not by far; but for those of one key, which come in any order, and may be many.</summary>
    private static void Settle(Span<IndexEntry> part)
    {
        for (var i = 1; i < part.Length; i++)
        {
            var entry = part[i];
            var place = i;
            for (; place > 0 && entry.CompareTo(part[place - 1]) < 0; place--)
            {
                part[place] = part[place - 1];
            }

            part[place] = entry;
            if (i - place > MaxShift)
            {
                part.Sort();
                return;
            }
        }
    }

    private static void Merge(ReadOnlySpan<IndexEntry> first, ReadOnlySpan<IndexEntry> second, Span<IndexEntry> to)
    {
        var (i, j) = (0, 0);
        while (i < first.Length && j < second.Length)
        {
            to[i + j] = second[j].CompareTo(first[i]) < 0 ? second[j++] : first[i++];
        }

        first[i..].CopyTo(to[(i + j)..]);
        second[j..].CopyTo(to[(i + j)..]);
    }
}
