using Azure;

namespace OrleansSms.Storage.Azure.Blocks;

/// <summary>
/// The items of a range of keys, in their order, in one row. A row is named after the greatest key that belongs into it, so that the block of a key is the first
/// row from that key on; the last block of a kind has no bound.
/// </summary>
/// <param name="from">The key below its range.</param>
/// <param name="to">The last key of its range.</param>
/// <param name="items">What is in it.</param>
internal sealed class Block(long from, long to, List<BlockItem> items)
{
    /// <summary>The key below the first range.</summary>
    public const long Lowest = 0;

    /// <summary>The last key of the last range.</summary>
    public const long Highest = long.MaxValue;

    public long From => from;

    public long To => to;

    public List<BlockItem> Items => items;

    /// <summary>How many items its row says there are; known where items have not been read, too.</summary>
    public int Count { get; init; } = items.Count;

    /// <summary>What the row was when it was read; null = there is no row.</summary>
    public ETag? Version { get; init; }

    /// <summary>The blob that has what does not fit a row.</summary>
    public string? Blob { get; init; }

    /// <summary>What this kind of block keeps beside its items.</summary>
    public long Mark { get; set; }

    /// <summary>Octets of its items.</summary>
    public int Bytes => items.Sum(static item => BlockCodec.HeadBytes + item.Value.Length);

    /// <summary>The block of all keys, when there is none yet.</summary>
    public static Block OfAll() => new(Lowest, Highest, []);

    public bool Covers(long key) => key > from && key <= to;

    /// <summary>The item of a key, where a key has one; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Find(long key)
    {
        var at = FirstOf(key);
        return at < items.Count && items[at].Key == key ? items[at].Value : default(ReadOnlyMemory<byte>?);
    }

    /// <summary>Items of a key.</summary>
    public IEnumerable<BlockItem> All(long key) => items.Skip(FirstOf(key)).TakeWhile(item => item.Key == key);

    /// <summary>Puts an item in place of what its key has.</summary>
    public void Put(BlockItem item)
    {
        var at = FirstOf(item.Key);
        if (at < items.Count && items[at].Key == item.Key)
        {
            items[at] = item;
        }
        else
        {
            items.Insert(at, item);
        }
    }

    /// <summary>Adds an item beside others of its key.</summary>
    public void Add(BlockItem item)
    {
        var at = items.BinarySearch(item, Comparer<BlockItem>.Create(BlockItem.Compare));
        if (at < 0)
        {
            items.Insert(~at, item);
        }
    }

    /// <summary>Removes the items that <paramref name="isIt"/> means among those of a key.</summary>
    public void Remove(long key, Func<BlockItem, bool> isIt) => items.RemoveAll(item => item.Key == key && isIt(item));

    /// <summary>What it becomes when it is larger than <paramref name="limits"/>: pieces of about the same size, and the last one has the bound of this one.</summary>
    public IReadOnlyList<Block> Split(BlockLimits limits)
    {
        var pieces = Math.Max((items.Count + limits.Items - 1) / limits.Items, (Bytes + limits.Bytes - 1) / limits.Bytes);
        if (pieces <= 1)
        {
            return [this];
        }

        var (blocks, below, size) = (new List<Block>(), from, (items.Count + pieces - 1) / pieces);
        for (var first = 0; first < items.Count;)
        {
            var end = Math.Min(first + size, items.Count);
            while (end < items.Count && items[end].Key == items[end - 1].Key)
            {
                end++;
            }

            var isLast = end == items.Count;
            var bound = isLast ? to : items[end - 1].Key;
            blocks.Add(new Block(below, bound, items[first..end]) { Mark = Mark, Version = isLast ? Version : null, Blob = isLast ? Blob : null });
            (first, below) = (end, bound);
        }

        return blocks;
    }

    private int FirstOf(long key)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = items[middle].Key < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>From which size on a block is split.</summary>
/// <param name="Items">Items of one block.</param>
/// <param name="Bytes">Octets of one block; an item that is larger by itself has a block of its own.</param>
internal readonly record struct BlockLimits(int Items, int Bytes = 128 * 1024);
