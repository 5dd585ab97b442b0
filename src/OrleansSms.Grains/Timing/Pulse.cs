using System.Threading.Channels;

namespace OrleansSms.Grains.Timing;

/// <summary>Wakes one loop, at a time or when someone says so; any number of signals before it looks count as one.</summary>
internal sealed class Pulse : IDisposable
{
    /// <summary>Longer waits are cut into pieces: timers have a greatest one.</summary>
    private static readonly long MaxWait = UnixMicros.From(TimeSpan.FromHours(1));

    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public Pulse(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Pulse)state!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes the loop, now or as soon as it waits.</summary>
    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, or until <paramref name="until"/> (Unix microseconds).</summary>
    public async Task WaitAsync(long until, CancellationToken cancellationToken)
    {
        var wait = Math.Min(until - _time.GetUnixMicros(), MaxWait);
        if (wait > 0)
        {
            _timer.Change(TimeSpan.FromMicroseconds(wait), Timeout.InfiniteTimeSpan);
        }

        // The clock may have passed it while the timer was being set.
        if (_time.GetUnixMicros() >= until)
        {
            Set();
        }

        await _signals.Reader.ReadAsync(cancellationToken);
    }

    public void Dispose() => _timer.Dispose();
}
