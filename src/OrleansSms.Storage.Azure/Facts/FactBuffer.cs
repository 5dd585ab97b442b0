namespace OrleansSms.Storage.Azure.Facts;

/// <summary>What is written once and never changes, in memory until a row holds it and a while longer, so that who has just missed the row finds it here.</summary>
internal sealed class FactBuffer<TKey, TFact>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TFact> _facts = [];
    private readonly Queue<Entry> _unwritten = new();
    private readonly Queue<(TKey Key, long WrittenAt)> _written = new();

    /// <summary>Facts that no row holds.</summary>
    public int Unwritten => _unwritten.Count;

    /// <summary>Timestamp of the oldest of those; null = there is none.</summary>
    public long? UnwrittenSince => _unwritten.TryPeek(out var oldest) ? oldest.At : null;

    /// <summary>Journal position of the oldest of those; null = there is none.</summary>
    public long? UnwrittenFrom => _unwritten.TryPeek(out var oldest) ? oldest.Position : null;

    public IEnumerable<TFact> All => _facts.Values;

    public TFact? Find(TKey key) => _facts.GetValueOrDefault(key);

    public bool Contains(TKey key) => _facts.ContainsKey(key);

    public void Add(TKey key, TFact fact, long position, long timestamp)
    {
        if (_facts.TryAdd(key, fact))
        {
            _unwritten.Enqueue(new Entry(key, position, timestamp));
        }
    }

    /// <summary>The oldest of those that no row holds.</summary>
    public List<TFact> Take(int most) => [.. _unwritten.Take(most).Select(entry => _facts[entry.Key])];

    /// <summary>Rows hold so many of the oldest.</summary>
    public void Wrote(int count, long timestamp)
    {
        for (; count > 0; count--)
        {
            _written.Enqueue((_unwritten.Dequeue().Key, timestamp));
        }
    }

    /// <summary>Forgets those whose rows were written before a timestamp.</summary>
    public void ForgetBefore(long timestamp)
    {
        while (_written.TryPeek(out var oldest) && oldest.WrittenAt < timestamp)
        {
            _facts.Remove(_written.Dequeue().Key);
        }
    }

    private readonly record struct Entry(TKey Key, long Position, long At);
}
