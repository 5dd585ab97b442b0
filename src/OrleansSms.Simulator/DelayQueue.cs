namespace OrleansSms.Simulator;

/// <summary>
/// Hands things out after a delay that is the same for all, in their order: a queue and one timer, however many wait.
/// </summary>
internal sealed class DelayQueue<T> : IDisposable
{
    /// <summary>Due things are handed out in lots of this time, so that a busy queue does not fire for each.</summary>
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<(long Due, T Item)> _waiting = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly long _delayTicks;
    private readonly Action<List<T>> _due;
    private readonly ITimer _timer;
    private bool _armed;
    private bool _disposed;

    /// <summary>Makes an empty queue; <paramref name="due"/> is called with a list that it may keep, one call at a time.</summary>
    public DelayQueue(TimeSpan delay, Action<List<T>> due, TimeProvider time)
    {
        (_delay, _due, _time) = (delay, due, time);
        _delayTicks = (long)(delay.TotalSeconds * time.TimestampFrequency);
        _timer = time.CreateTimer(static state => ((DelayQueue<T>)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(T item)
    {
        lock (_gate)
        {
            _waiting.Enqueue((_time.GetTimestamp() + _delayTicks, item));
            if (!_armed && !_disposed)
            {
                _armed = true;
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _waiting.Clear();
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        var items = new List<T>();
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            while (_waiting.TryPeek(out var next) && next.Due <= now)
            {
                items.Add(_waiting.Dequeue().Item);
            }
        }

        if (items.Count > 0)
        {
            _due(items);
        }

        Rearm();
    }

    /// <summary>Only after the call, so that calls do not overlap.</summary>
    private void Rearm()
    {
        lock (_gate)
        {
            _armed = !_disposed && _waiting.Count > 0;
            if (_armed)
            {
                var left = _time.GetElapsedTime(_time.GetTimestamp(), _waiting.Peek().Due);
                _timer.Change(left > Granularity ? left : Granularity, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
