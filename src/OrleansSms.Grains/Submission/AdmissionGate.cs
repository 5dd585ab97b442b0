namespace OrleansSms.Grains.Submission;

/// <summary>The process-wide bound on bulk work: a few requests at once, some more waiting, the rest refused.</summary>
internal sealed class AdmissionGate(GatewayLimits limits) : IDisposable
{
    private readonly SemaphoreSlim _places = new(limits.ConcurrentBulkRequests);
    private int _waiting;

    /// <summary>Takes a place; false when too many wait for one. A place taken must be given back with <see cref="Leave"/>.</summary>
    public async ValueTask<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (_places.Wait(0, CancellationToken.None))
        {
            return true;
        }

        if (Interlocked.Increment(ref _waiting) > limits.WaitingBulkRequests)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        try
        {
            await _places.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();
}
