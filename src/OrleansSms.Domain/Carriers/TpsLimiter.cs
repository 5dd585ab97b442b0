namespace OrleansSms.Domain.Carriers;

/// <summary>
/// How many segments a bind may send now: a token bucket whose rate gives way when the carrier throttles (multiplicative decrease) and comes back when it
/// does not (additive increase). Times are microseconds of a monotonic clock.
/// </summary>
public sealed class TpsLimiter
{
    /// <summary>How much may go at once, as a share of a second. Small, since carriers count in windows of their own.</summary>
    private const double BurstSeconds = 0.02;

    /// <summary>A rate never falls below this many segments a second.</summary>
    private const double MinRate = 1;

    /// <summary>Share of the ceiling by which the rate comes back every second.</summary>
    private const double IncreasePerSecond = 0.05;

    /// <summary>A bind that had hardly sent anything comes back as if it had sent so much.</summary>
    private const double MinCeiling = 20;

    /// <summary>Throttle answers within this time of a decrease belong to what was sent before it.</summary>
    private const long DecreaseInterval = 500_000;

    /// <summary>Pause after a throttle answer.</summary>
    private const long ThrottlePause = 100_000;

    /// <summary>Pause after the carrier said that its queue is full.</summary>
    private const long QueueFullPause = 1_000_000;

    private const double MicrosPerSecond = 1_000_000;

    private readonly RateMeter _observed = new();
    private double _configured;
    private double _ceiling;
    private double _rate;
    private double _tokens;
    private long _refilledAt;
    private long _decreasedAt = long.MinValue / 2;
    private long _pausedUntil = long.MinValue;

    /// <param name="tps">Segments a second; 0 = no limit.</param>
    /// <param name="now">Now.</param>
    public TpsLimiter(double tps, long now) => Configure(tps, now);

    /// <summary>Segments a second at this moment; 0 = no limit.</summary>
    public double EffectiveTps => _rate;

    /// <summary>Whether the rate is below what it would be had the carrier not throttled.</summary>
    public bool IsLowered => _rate > 0 && (_rate < _ceiling || _configured == 0);

    /// <summary>Nothing goes before this time, since the carrier throttled; a time that has passed when that is over.</summary>
    public long PausedUntil => _pausedUntil;

    /// <summary>
    /// Why the rate is what it is: <c>unlimited</c>, <c>configured</c>, or after the carrier has throttled <c>throttled</c> and then, while it comes back,
    /// <c>recovering</c>.
    /// </summary>
    public string ReasonAt(long now) =>
        _rate == 0 ? "unlimited"
        : !IsLowered ? "configured"
        : now < _pausedUntil || now - _decreasedAt <= DecreaseInterval ? "throttled"
        : "recovering";

    /// <summary>Takes a new limit.</summary>
    public void Configure(double tps, long now)
    {
        _configured = _ceiling = _rate = tps;
        _tokens = Burst;
        _refilledAt = now;
    }

    /// <summary>Segments that may go now.</summary>
    public int Available(long now)
    {
        if (now < _pausedUntil)
        {
            return 0;
        }

        if (_rate == 0)
        {
            return int.MaxValue;
        }

        Refill(now);
        return (int)_tokens;
    }

    /// <summary>Notes that segments went out.</summary>
    public void Take(int segments, long now)
    {
        _observed.Add(segments, now);
        if (_rate > 0)
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

        var token = _rate == 0 ? now : now + (long)((1 - _tokens) / _rate * MicrosPerSecond) + 1;
        return Math.Max(token, _pausedUntil);
    }

    /// <summary>The carrier refused a segment because it came too fast, or because its queue is full.</summary>
    public void Throttled(bool queueFull, long now)
    {
        _pausedUntil = Math.Max(_pausedUntil, now + (queueFull ? QueueFullPause : ThrottlePause));
        if (now - _decreasedAt < DecreaseInterval)
        {
            return;
        }

        Refill(now);
        var sent = Math.Max(MinRate, _observed.PerSecond(now));
        var from = _rate == 0 ? sent : Math.Min(_rate, sent);
        _ceiling = _configured > 0 ? _configured : Math.Max(_ceiling, sent);
        _rate = Math.Max(MinRate, from / 2);
        _tokens = Math.Min(_tokens, 0);
        _refilledAt = now;
        _decreasedAt = now;
    }

    /// <summary>Comes back to the ceiling; where nothing was configured, the ceiling is what was sent before the throttling, and behind it there is no limit.</summary>
    private void Recover(double seconds)
    {
        _rate = Math.Min(_ceiling, _rate + (Math.Max(_ceiling, MinCeiling) * IncreasePerSecond * seconds));
        if (_configured == 0 && _rate >= _ceiling)
        {
            _rate = _ceiling = 0;
        }
    }

    private double Burst => Math.Max(1, _rate * BurstSeconds);

    private void Refill(long now)
    {
        var seconds = Math.Max(0, now - _refilledAt) / MicrosPerSecond;
        _refilledAt = now;
        if (_rate > 0 && now - _decreasedAt > DecreaseInterval)
        {
            Recover(seconds);
        }

        _tokens = Math.Min(Burst, _tokens + (_rate * seconds));
    }
}
