using Microsoft.Extensions.Time.Testing;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>
/// A clock that jumps over short waits by itself, as soon as somebody waits, and stands still before long ones until the test moves it. What a pump
/// gathers is thus written at once, while nothing is tried again before the test says so.
/// </summary>
internal sealed class SteppingTime : TimeProvider
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero));

    /// <summary>The longest wait that is jumped over.</summary>
    public TimeSpan LongestJump { get; set; } = TimeSpan.FromMilliseconds(500);

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _clock.LocalTimeZone;

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, _clock.CreateTimer(callback, state, dueTime, period));

    private sealed class Timer(SteppingTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime <= time.LongestJump)
            {
                time.Advance(dueTime);
            }

            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
