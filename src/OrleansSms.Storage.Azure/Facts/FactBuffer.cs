namespace OrleansSms.Storage.Azure.Facts;

/// <summary>What is written once and hardly ever changes, in memory until a row holds it and a while longer, so that who has just missed the row finds it here.</summary>
internal sealed class FactBuffer<TKey, TFact>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Fact> _facts = [];
    private readonly Queue<Entry> _unwritten = new();
    private readonly Queue<(TKey Key, long WrittenAt)> _written = new();

    /// <summary>Facts that no row holds.</summary>
    public int Unwritten => _unwritten.Count;

    /// <summary>Timestamp of the oldest of those; null = there is none.</summary>
    public long? UnwrittenSince => _unwritten.TryPeek(out var oldest) ? oldest.At : null;

    /// <summary>Journal position of the oldest of those; null = there is none.</summary>
    public long? UnwrittenFrom => _unwritten.TryPeek(out var oldest) ? oldest.Position : null;

    public IEnumerable<TFact> All => _facts.Values.Select(static fact => fact.Value);

    public TFact? Find(TKey key) => _facts.TryGetValue(key, out var fact) ? fact.Value : default;

    public bool Contains(TKey key) => _facts.ContainsKey(key);

    public void Add(TKey key, TFact fact, long position, long timestamp)
    {
        if (!_facts.ContainsKey(key))
        {
            Put(key, fact, position, timestamp);
        }
    }

    /// <summary>Takes a fact in place of what was known, whose row is written anew.</summary>
    public void Put(TKey key, TFact fact, long position, long timestamp)
    {
        _facts[key] = new Fact(fact, _facts.GetValueOrDefault(key).Waits + 1);
        _unwritten.Enqueue(new Entry(key, position, timestamp));
    }

    /// <summary>The oldest of those that no row holds, each as it is now, and how many waiting entries that covers: what was put anew before its row was written waits twice.</summary>
    public (List<TFact> Facts, int Entries) Take(int most) =>
        ([.. _unwritten.Take(most).Select(static entry => entry.Key).Distinct().Select(key => _facts[key].Value)], Math.Min(most, _unwritten.Count));

    /// <summary>Rows hold what so many of the oldest entries stand for.</summary>
    public void Wrote(int count, long timestamp)
    {
        for (; count > 0; count--)
        {
            var key = _unwritten.Dequeue().Key;
            _facts[key] = _facts[key] with { Waits = _facts[key].Waits - 1 };
            _written.Enqueue((key, timestamp));
        }
    }

    /// <summary>Forgets those whose rows were written before a timestamp.</summary>
    public void ForgetBefore(long timestamp)
    {
        while (_written.TryPeek(out var oldest) && oldest.WrittenAt < timestamp)
        {
            var key = _written.Dequeue().Key;
            if (_facts.TryGetValue(key, out var fact) && fact.Waits == 0)
            {
                _facts.Remove(key);
            }
        }
    }

    /// <param name="Value">What it says.</param>
    /// <param name="Waits">How often it stands among those that no row holds.</param>
    private readonly record struct Fact(TFact Value, int Waits);

    private readonly record struct Entry(TKey Key, long Position, long At);
}
