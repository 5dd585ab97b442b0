namespace OrleansSms.Domain.Carriers;

/// <summary>
/// How many segments a bind may send now: a token bucket that is filled at the rate of a <see cref="LearnedRate"/>. When the carrier throttles it pauses, then lets one
/// segment go, and no other before that one is taken or another pause is over: what else is sent into a second that is used up is refused as well.
/// Times are microseconds of a monotonic clock.
/// </summary>
public sealed class TpsLimiter
{
    /// <summary>How much may go at once, as a share of a second. Small, since carriers count in windows of their own.</summary>
    private const double BurstSeconds = 0.02;

    /// <summary>Pause after a throttle answer.</summary>
    private const long ThrottlePause = 100_000;

    /// <summary>Pause after the carrier said that its queue is full.</summary>
    private const long QueueFullPause = 1_000_000;

    private const double MicrosPerSecond = 1_000_000;

    private readonly LearnedRate _rate = new();
    private double _tokens;
    private long _refilledAt;
    private long _refusedAt = long.MinValue;
    private bool _refusing;

    /// <param name="tps">Segments a second; 0 = no limit.</param>
    /// <param name="now">Now.</param>
    public TpsLimiter(double tps, long now) => Configure(tps, now);

    /// <summary>Segments a second at this moment; 0 = no limit.</summary>
    public double EffectiveTps => _rate.Current;

    /// <summary>Whether the rate is below what it would be had the carrier not throttled.</summary>
    public bool IsLowered => _rate.IsLowered;

    /// <summary>Nothing goes before this time, since the carrier throttled; a time that has passed when that is over.</summary>
    public long PausedUntil { get; private set; } = long.MinValue;

    private double Burst => Math.Max(1, _rate.Current * BurstSeconds);

    /// <summary>Why the rate is what it is: see <see cref="LearnedRate.ReasonAt"/>.</summary>
    public string ReasonAt(long now) => _rate.ReasonAt(now);

    /// <summary>Takes a new limit.</summary>
    public void Configure(double tps, long now)
    {
        _rate.Configure(tps, now);
        _tokens = Burst;
        _refilledAt = now;
    }

    /// <summary>Segments that may go now.</summary>
    public int Available(long now)
    {
        if (now < PausedUntil)
        {
            return 0;
        }

        Refill(now);
        return _rate.Current == 0 ? int.MaxValue : _refusing ? (int)Math.Min(1, _tokens) : (int)_tokens;
    }

    /// <summary>Notes that segments went out.</summary>
    public void Take(int segments, long now)
    {
        _rate.Offered(segments, now);
        if (_refusing)
        {
            PausedUntil = Math.Max(PausedUntil, now + ThrottlePause);
        }

        if (_rate.Current > 0)
        {
            _tokens -= segments;
        }
    }

    /// <summary>When there will be room; <paramref name="now"/> when there is.</summary>
    public long ReadyAt(long now)
    {
        if (Available(now) > 0)
        {
            return now;
        }

        var token = _rate.Current == 0 ? now : now + (long)((1 - _tokens) / _rate.Current * MicrosPerSecond) + 1;
        return Math.Max(token, PausedUntil);
    }

    /// <summary>The carrier took segments that went out at <paramref name="sentAt"/>.</summary>
    public void Accepted(int segments, long sentAt, long now)
    {
        _rate.Accepted(segments, now);
        if (_refusing && sentAt > _refusedAt)
        {
            _refusing = false;
            PausedUntil = now;
        }
    }

    /// <summary>The carrier refused a segment that went out at <paramref name="sentAt"/> because it came too fast, or because its queue is full.</summary>
    public void Throttled(bool queueFull, long sentAt, long now)
    {
        Refill(now);
        _rate.Refused(sentAt, now);
        _tokens = Math.Min(_tokens, 0);
        (_refusing, _refusedAt) = (true, now);
        PausedUntil = Math.Max(PausedUntil, now + (queueFull ? QueueFullPause : ThrottlePause));
    }

    private void Refill(long now)
    {
        var seconds = Math.Max(0, now - _refilledAt) / MicrosPerSecond;
        _refilledAt = now;
        _rate.Adapt(now);
        _tokens = Math.Min(Burst, _tokens + (_rate.Current * seconds));
    }
}
