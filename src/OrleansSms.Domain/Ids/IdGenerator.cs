namespace OrleansSms.Domain.Ids;

/// <summary>
/// Makes <see cref="SortableId"/>s whose high half strictly increases within the process, whatever the clock does:
/// a clock that stands still or steps back is outrun by the counter.
/// </summary>
/// <param name="time">Source of the wall clock.</param>
public sealed class IdGenerator(TimeProvider time)
{
    private long _last;

    /// <summary>The next id.</summary>
    public SortableId Next()
    {
        var wanted = time.GetUtcNow().ToUnixTimeMilliseconds() << 16;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(wanted, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return new SortableId((ulong)next, (ulong)Random.Shared.NextInt64());
            }
        }
    }

    /// <summary>The next id of a kind that is not on the message path, as text: <c>whk_01J…</c>.</summary>
    public string Next(string prefix) => Next().ToString(prefix);

    /// <summary>Makes every later id greater than <paramref name="high"/>: called with the greatest row key that a store holds.</summary>
    public void StartAfter(ulong high)
    {
        long last;
        do
        {
            last = Volatile.Read(ref _last);
        }
        while ((long)high > last && Interlocked.CompareExchange(ref _last, (long)high, last) != last);
    }
}
