namespace OrleansSms.Grains.Webhooks;

/// <summary>A token that is canceled after a while or when its owner stops, used again for one post after the other without a new timer.</summary>
internal sealed class Deadline(TimeProvider time, CancellationToken stop) : IDisposable
{
    private CancellationTokenSource? _source;
    private CancellationTokenRegistration _stopping;

    public CancellationToken Start(TimeSpan timeout)
    {
        if (_source is { } used && used.TryReset())
        {
            used.CancelAfter(timeout);
            return used.Token;
        }

        Dispose();
        var source = new CancellationTokenSource(timeout, time);
        _source = source;
        _stopping = stop.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        return source.Token;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _source?.Dispose();
    }
}
