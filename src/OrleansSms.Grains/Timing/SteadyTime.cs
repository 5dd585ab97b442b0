namespace OrleansSms.Grains.Timing;

/// <summary>
/// The time of the start, held from then on by the clock that only goes forward. By it the silo reckons since when grains are idle: with a wall clock that had been ahead and was
/// set back by more than that age, it took no new activations until the wall clock had caught up.
/// </summary>
internal sealed class SteadyTime(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _start = time.GetTimestamp();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _startedAt + time.GetElapsedTime(_start);

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
