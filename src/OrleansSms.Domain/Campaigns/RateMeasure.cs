namespace OrleansSms.Domain.Campaigns;

/// <summary>How many messages a second have been accepted lately.</summary>
public sealed class RateMeasure
{
    /// <summary>How far it looks back: over the jumps of units of work.</summary>
    private const long Span = 10 * UnixMicros.PerSecond;

    private readonly Queue<(long At, int Messages)> _lately = new();
    private long _sum;

    /// <summary>Some were accepted; <paramref name="now"/> is in microseconds of a monotonic clock.</summary>
    public void Add(int messages, long now)
    {
        _lately.Enqueue((now, messages));
        _sum += messages;
        Forget(now);
    }

    /// <summary>Messages a second.</summary>
    public double PerSecond(long now)
    {
        Forget(now);
        return _lately.TryPeek(out var oldest) && now > oldest.At ? _sum / (Math.Max(now - oldest.At, UnixMicros.PerSecond) / (double)UnixMicros.PerSecond) : 0;
    }

    private void Forget(long now)
    {
        while (_lately.TryPeek(out var oldest) && now - oldest.At > Span)
        {
            _sum -= oldest.Messages;
            _lately.Dequeue();
        }
    }
}
