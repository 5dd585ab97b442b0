namespace OrleansSms.Grains.Routing;

/// <summary>
/// What a process knows of documents: read anew when the process changes one of them, and from time to time for what others change. Whoever comes while they are being read waits for it, so that
/// nobody is told of what was before a change.
/// </summary>
/// <param name="maxAge">How long what was read is believed.</param>
/// <param name="time">The clock.</param>
internal abstract class DocumentView(TimeSpan maxAge, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private long _readAt;
    private int _wanted = 1;
    private int _read;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Says that a document was changed by this process.</summary>
    public void Changed() => Interlocked.Increment(ref _wanted);

    /// <summary>Makes sure that what was changed before the call is known; cheap when nothing was.</summary>
    public ValueTask RefreshAsync(CancellationToken cancellationToken = default) => IsFresh(Volatile.Read(ref _wanted)) ? default : ReadOnceAsync(cancellationToken);

    public void Dispose() => _reading.Dispose();

    /// <summary>Reads the documents; one at a time.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellationToken);

    private bool IsFresh(int wanted) => wanted == Volatile.Read(ref _read) && time.GetElapsedTime(_readAt) < maxAge;

    private async ValueTask ReadOnceAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var wanted = Volatile.Read(ref _wanted);
            if (IsFresh(wanted))
            {
                // Another caller read it while this one waited.
                return;
            }

            await ReadAsync(cancellationToken);
            _readAt = time.GetTimestamp();
            Volatile.Write(ref _read, wanted);
        }
        finally
        {
            _reading.Release();
        }
    }
}
