using System.Numerics;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// Entries that stand in no run yet. An entry's place follows from the high bits of its hash, and is the next free one behind that if it is taken: so the table is
/// nearly sorted. The writer adds and never removes; readers look at any time, without a lock.
/// </summary>
internal sealed class RecentEntries : IEntrySource
{
    private readonly ulong[] _hashes;
    private readonly long[] _references;
    private readonly int _shift;

    public RecentEntries(int capacity)
    {
        Capacity = capacity;
        var homes = BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 1) * 2);
        _shift = 64 - BitOperations.Log2(homes);

        // Room behind the last home for all, and an empty place at which every search ends.
        _hashes = new ulong[homes + capacity + 1];
        _references = new long[_hashes.Length];
    }

    public int Capacity { get; }

    public int Count { get; private set; }

    public long Newest { get; private set; }

    public long Mark { get; set; }

    public void Add(IndexEntry entry)
    {
        var place = HomeOf(entry.Hash);
        while (_hashes[place] != 0)
        {
            place++;
        }

        // A reader that sees the hash sees the reference too.
        _references[place] = entry.Reference;
        Volatile.Write(ref _hashes[place], entry.Hash);
        Count++;
        Newest = Math.Max(Newest, entry.Reference);
    }

    public bool Holds(ulong hash)
    {
        ulong there;
        for (var place = HomeOf(hash); (there = Volatile.Read(ref _hashes[place])) != 0; place++)
        {
            if (there == hash)
            {
                return true;
            }
        }

        return false;
    }

    public void Collect(Connection connection, ulong first, ulong last, List<IndexEntry> to)
    {
        var end = HomeOf(last);
        for (var place = HomeOf(first); place < _hashes.Length; place++)
        {
            var hash = Volatile.Read(ref _hashes[place]);
            if (hash >= first && hash <= last && hash != 0)
            {
                to.Add(new IndexEntry(hash, _references[place]));
            }
            else if (hash == 0 && place >= end)
            {
                return;
            }
        }
    }

    /// <summary>The same with room for more.</summary>
    public RecentEntries Grown(int more)
    {
        var grown = new RecentEntries((Count + more) * 2) { Mark = Mark };
        for (var place = 0; place < _hashes.Length; place++)
        {
            if (_hashes[place] != 0)
            {
                grown.Add(new IndexEntry(_hashes[place], _references[place]));
            }
        }

        return grown;
    }

    /// <summary>Empties it, to be used again. Readers that still look here find out that they have to look anew: see <see cref="RunIndex.Find"/>.</summary>
    public void Clear()
    {
        Array.Clear(_hashes);
        (Count, Newest, Mark) = (0, 0, 0);
    }

    private int HomeOf(ulong hash) => (int)(hash >> _shift);
}
