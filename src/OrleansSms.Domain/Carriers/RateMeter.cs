namespace OrleansSms.Domain.Carriers;

/// <summary>Counts over the last second in slots of 20 ms: it is short of a second by less than one. Times are microseconds of a monotonic clock.</summary>
public sealed class RateMeter
{
    private const int Slots = 50;
    private const long SlotMicros = 20_000;
    private readonly long[] _counts = new long[Slots];
    private long _slot;

    /// <summary>Adds to the present slot.</summary>
    public void Add(long count, long now)
    {
        Advance(now);
        _counts[_slot % Slots] += count;
    }

    /// <summary>Sum of the last second.</summary>
    public double PerSecond(long now)
    {
        Advance(now);
        var sum = 0L;
        foreach (var count in _counts)
        {
            sum += count;
        }

        return sum;
    }

    private void Advance(long now)
    {
        var slot = Math.Max(0, now) / SlotMicros;
        for (var cleared = Math.Max(_slot + 1, slot - Slots + 1); cleared <= slot; cleared++)
        {
            _counts[cleared % Slots] = 0;
        }

        _slot = Math.Max(_slot, slot);
    }
}
