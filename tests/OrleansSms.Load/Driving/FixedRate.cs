using System.Threading.Channels;

namespace OrleansSms.Load.Driving;

/// <summary>
/// So many requests a second, whatever becomes of the earlier ones: when nobody is free the request waits, and its latency counts from when it was due.
/// </summary>
internal sealed class FixedRate : IPacer, IDisposable
{
    /// <summary>Up to this rate the thread waits out the last millisecond awake, so that its own wake-up does not count as the gateway's.</summary>
    private const int ExactUpTo = 2_000;

    private readonly Channel<Slot> _due = Channel.CreateUnbounded<Slot>();
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;

    public FixedRate(long first, long count, int perSecond)
    {
        _thread = new Thread(() => Release(first, count, perSecond)) { IsBackground = true, Name = "pacer" };
        _thread.Start();
    }

    public async ValueTask<Slot?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _due.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_due.Reader.TryRead(out var slot))
            {
                return slot;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Release(long first, long count, int perSecond)
    {
        var start = Clock.Micros;
        for (var i = 0L; i < count && !_stop.IsSet; i++)
        {
            var due = start + (i * 1_000_000 / perSecond);
            WaitUntil(due, exact: perSecond <= ExactUpTo);
            _due.Writer.TryWrite(new Slot(first + i, due));
        }

        _due.Writer.Complete();
    }

    private void WaitUntil(long due, bool exact)
    {
        while (due - Clock.Micros is > 0 and var left && !_stop.IsSet)
        {
            if (left > 1_500 || !exact)
            {
                _stop.Wait(Math.Max(1, (int)((left / 1_000) - 1)));
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
