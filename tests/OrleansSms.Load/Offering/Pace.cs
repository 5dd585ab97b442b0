namespace OrleansSms.Load.Offering;

/// <summary>
/// When requests are due: so many a second whatever becomes of the earlier ones, so that latency counts from when a request was due; or, without a rate, as soon as
/// somebody is free.
/// </summary>
internal sealed class Pace
{
    private readonly double _gapMicros;
    private readonly long _count;
    private readonly long _lastsMicros;
    private readonly long _afterMicros;
    private long _given;
    private long _startedAt;
    private volatile bool _isStopped;

    private Pace(double perSecond, long count, TimeSpan lasts, TimeSpan after) => (_gapMicros, _count, _lastsMicros, _afterMicros) =
        (perSecond > 0 ? 1_000_000 / perSecond : 0, count, (long)lasts.TotalMicroseconds, (long)after.TotalMicroseconds);

    /// <summary>When there is something to do next.</summary>
    public long NextAt => _startedAt + (long)(_given * _gapMicros);

    /// <param name="lasts">How long requests are due.</param>
    /// <param name="perSecond">0 = as fast as somebody is free.</param>
    /// <param name="after">How long after the start the first is due.</param>
    public static Pace For(TimeSpan lasts, double perSecond = 0, TimeSpan after = default) => new(perSecond, long.MaxValue, lasts, after);

    public static Pace Of(long count, double perSecond = 0) => new(perSecond, count, TimeSpan.FromDays(1), TimeSpan.Zero);

    public void Start(long now) => _startedAt = now + _afterMicros;

    /// <summary>No more requests. From any thread.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Nothing is due any more: neither late nor in future.</summary>
    public bool IsOver(long now) =>
        _isStopped || _given >= _count || (_gapMicros > 0 ? NextAt - _startedAt >= _lastsMicros : now - _startedAt >= _lastsMicros);

    /// <summary>Takes the next request that is due.</summary>
    public bool TryNext(long now, out long dueAt)
    {
        dueAt = _gapMicros > 0 ? NextAt : Math.Max(now, _startedAt);
        if (IsOver(now) || dueAt > now)
        {
            return false;
        }

        _given++;
        return true;
    }
}
