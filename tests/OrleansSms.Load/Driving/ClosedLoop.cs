namespace OrleansSms.Load.Driving;

/// <summary>The next request goes as soon as somebody is free.</summary>
internal sealed class ClosedLoop(long first, long count) : IPacer
{
    private long _next = first - 1;
    private long _end = first + count;

    /// <summary>The number after the last that went.</summary>
    public long End => Math.Min(Volatile.Read(ref _next) + 1, Volatile.Read(ref _end));

    /// <summary>No more requests after those that went.</summary>
    public void Stop() => Volatile.Write(ref _end, Volatile.Read(ref _next) + 1);

    public ValueTask<Slot?> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = Interlocked.Increment(ref _next);
        return new(request < Volatile.Read(ref _end) ? new Slot(request, Clock.Micros) : null);
    }
}
