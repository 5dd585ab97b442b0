namespace OrleansSms.Smpp.Session;

/// <summary>
/// Counts the peer's requests that are not answered yet, and lets the read loop wait when they are too many. It goes on when an
/// eighth is answered, so that it does not wake for every single one.
/// </summary>
internal sealed class RequestBacklog
{
    private readonly Lock _gate = new();
    private int _limit;
    private int _resumeAt;
    private int _count;
    private bool _closed;
    private TaskCompletionSource? _waiter;

    public RequestBacklog(int limit) => Resize(limit);

    public bool IsFull => Volatile.Read(ref _count) >= _limit;

    /// <summary>Sets the limit; only before the first request.</summary>
    public void Resize(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        (_limit, _resumeAt) = (limit, limit - Math.Max(1, limit / 8));
    }

    public void Add() => Interlocked.Increment(ref _count);

    public void Remove()
    {
        var count = Interlocked.Decrement(ref _count);
        if (count < 0)
        {
            // Someone answered twice; the peer ignores it, and so does the count.
            Interlocked.CompareExchange(ref _count, 0, count);
        }

        if (count == _resumeAt)
        {
            Release(close: false);
        }
    }

    /// <summary>Completes when there is room; at once when there is.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_closed || Volatile.Read(ref _count) <= _resumeAt)
            {
                return Task.CompletedTask;
            }

            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }

    public void Close() => Release(close: true);

    private void Release(bool close)
    {
        lock (_gate)
        {
            _closed |= close;
            _waiter?.TrySetResult();
            _waiter = null;
        }
    }
}
