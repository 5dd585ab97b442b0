namespace OrleansSms.Simulator;

/// <summary>So many a second: a bucket that fills steadily and holds what one second brings. Pure; not thread-safe.</summary>
internal sealed class RateLimit(int perSecond, long timestampsPerSecond, long now)
{
    private double _left = perSecond;
    private long _filledAt = now;

    public bool TryTake(long at)
    {
        var elapsed = (at - _filledAt) / (double)timestampsPerSecond;
        _left = Math.Min(perSecond, _left + (elapsed * perSecond));
        _filledAt = at;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
