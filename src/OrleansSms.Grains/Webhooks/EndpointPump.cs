namespace OrleansSms.Grains.Webhooks;

/// <summary>How a pump came to its end.</summary>
internal enum PumpEnd
{
    /// <summary>It was told to stop.</summary>
    Stopped,

    /// <summary>The receiver wants no more.</summary>
    Gone,
}

/// <summary>
/// Reads an account's log from where the endpoint stands, posts what it wants, and writes how far it came. Every event is posted at least once,
/// whenever the process dies. Not thread-safe: it runs on a scheduler that does one thing at a time, such as a grain's.
/// </summary>
internal sealed class EndpointPump : IDisposable
{
    private readonly PumpContext _context;
    private readonly Poster _poster;
    private readonly LogFeed _feed;
    private int _pendingShown;
    private long _pausedUntil;

    /// <param name="key">The endpoint's key in the store.</param>
    /// <param name="subscription">What is posted where.</param>
    /// <param name="ports">What it works with.</param>
    public EndpointPump(string key, Subscription subscription, PumpPorts ports)
    {
        _context = new PumpContext(key, subscription, ports);
        _poster = new Poster(_context);
        _feed = new LogFeed(_context, _poster);
    }

    /// <summary>Deliveries that failed and will be tried again, or wait behind such.</summary>
    public int Pending => _context.Queue.Pending;

    /// <summary>The last failure.</summary>
    public string? LastError => _poster.LastError;

    /// <summary>When a post last succeeded, in Unix microseconds.</summary>
    public long? LastSuccessAt => _poster.LastSuccessAt;

    /// <summary>Runs until it is told to stop or the receiver is gone. Called once.</summary>
    public async Task<PumpEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (!_poster.IsGone)
            {
                _poster.ThrowFault();
                await StepUnlessPausedAsync(stop.Token);
                await _context.Pulse.WaitAsync(NextWake(), stop.Token);
            }

            return PumpEnd.Gone;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return PumpEnd.Stopped;
        }
        finally
        {
            await stop.CancelAsync();
            await CloseAsync();
        }
    }

    /// <summary>After <see cref="RunAsync"/> has ended.</summary>
    public void Dispose()
    {
        _poster.Dispose();
        _context.Dispose();
    }

    private async Task StepUnlessPausedAsync(CancellationToken stop)
    {
        if (_context.Now < _pausedUntil)
        {
            return;
        }

        try
        {
            await StepAsync(stop);
        }
        catch (StoreUnavailableException error)
        {
            _context.StoreRefused(error);
            _pausedUntil = _context.Now + UnixMicros.From(_context.Options.StoreRetryInterval);
        }
    }

    private async Task StepAsync(CancellationToken stop)
    {
        await _feed.ReadAsync(stop);
        ShowPending();
        _poster.Start(stop);
        if (_context.Now >= Math.Min(_context.FlushAt, _context.Queue.FrontSlowAt))
        {
            await FlushAsync();
        }
    }

    private async Task FlushAsync()
    {
        _context.Flushing();
        _context.Queue.Settle(_context.Now);
        ShowPending();
        try
        {
            await _context.Ledger.WriteAsync();
        }
        catch (StoreUnavailableException)
        {
            _context.FlushWithin(_context.Options.StoreRetryInterval);
            throw;
        }

        _context.Pulse.Set();
    }

    private long NextWake()
    {
        var work = _context.IsLow ? _context.Queue.NextDueAt : long.MaxValue;
        var next = Math.Min(Math.Min(_context.FlushAt, _context.Queue.FrontSlowAt), Math.Min(work, _feed.PollAt));
        return Math.Max(next, _pausedUntil);
    }

    private void ShowPending()
    {
        _context.Ports.Metrics.PendingChanged(_context.Queue.Pending - _pendingShown);
        _pendingShown = _context.Queue.Pending;
    }

    private async Task CloseAsync()
    {
        while (_poster.Posting > 0)
        {
            await _context.Pulse.WaitAsync(long.MaxValue, CancellationToken.None);
        }

        await _feed.Watched;
        await WriteLastAsync();
        _context.Ports.Metrics.PendingChanged(-_pendingShown);
    }

    private async Task WriteLastAsync()
    {
        try
        {
            _context.Queue.Settle(_context.Now);
            await _context.Ledger.WriteAsync();
        }
        catch (StoreUnavailableException error)
        {
            // What is not written is posted again.
            _context.StoreRefused(error);
        }
    }
}
