using System.Runtime.ExceptionServices;
using OrleansSms.Domain.Webhooks;

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
/// <param name="key">The endpoint's key in the store.</param>
/// <param name="subscription">What is posted where.</param>
/// <param name="ports">What it works with.</param>
internal sealed partial class EndpointPump(string key, Subscription subscription, PumpPorts ports) : IDisposable
{
    private readonly ProgressLedger _ledger = new(ports.Store, key);
    private readonly Pulse _pulse = new(ports.Time);
    private readonly Stack<PostSlot> _idle = new();
    private readonly int _lowWater = subscription.Concurrency(ports.Options);
    private DeliveryQueue _queue = null!;
    private DueReader _due = null!;
    private EventId? _readTo;
    private Task _watch = Task.CompletedTask;
    private bool _isRestored;
    private bool _isGone;
    private bool _hasReadAll;
    private int _posting;
    private int _pendingShown;
    private ExceptionDispatchInfo? _fault;
    private long _flushAt = long.MaxValue;
    private long _pollAt;
    private long _pausedUntil;

    /// <summary>Deliveries that failed and will be tried again, or wait behind such.</summary>
    public int Pending => _queue?.Pending ?? 0;

    /// <summary>The last failure.</summary>
    public string? LastError { get; private set; }

    /// <summary>When a post last succeeded, in Unix microseconds.</summary>
    public long? LastSuccessAt { get; private set; }

    private long Now => ports.Time.GetUnixMicros();

    /// <summary>Runs until it is told to stop or the receiver is gone. Called once.</summary>
    public async Task<PumpEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _queue = new DeliveryQueue(_ledger, ports.Options);
        _due = new DueReader(ports.Log, subscription.Account, ports.Options.PageSize);
        try
        {
            while (!_isGone)
            {
                _fault?.Throw();
                await StepUnlessPausedAsync(stop.Token);
                await _pulse.WaitAsync(NextWake(), stop.Token);
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
        foreach (var slot in _idle)
        {
            slot.Dispose();
        }

        _pulse.Dispose();
    }

    private async Task StepUnlessPausedAsync(CancellationToken stop)
    {
        if (Now < _pausedUntil)
        {
            return;
        }

        try
        {
            await StepAsync(stop);
        }
        catch (StoreUnavailableException error)
        {
            LogStoreRefused(ports.Logger, error, key);
            _pausedUntil = Now + UnixMicros.From(ports.Options.StoreRetryInterval);
        }
    }

    private async Task StepAsync(CancellationToken stop)
    {
        await RestoreAsync(stop);
        await ReadDueAsync(stop);
        await ReadOnAsync(stop);
        StartSlots(stop);
        if (Now >= Math.Min(_flushAt, _queue.FrontSlowAt))
        {
            await FlushAsync();
        }
    }

    private async Task RestoreAsync(CancellationToken stop)
    {
        if (_isRestored)
        {
            return;
        }

        var progress = await ports.Store.ReadAsync(key, stop);
        _readTo = progress?.Cursor;
        _ledger.StartAt(_readTo);
        foreach (var pending in progress?.Pending ?? [])
        {
            _queue.Restore(pending);
        }

        _isRestored = true;
        ShowPending();
    }

    private async Task ReadDueAsync(CancellationToken stop)
    {
        if (_queue.Ready >= _lowWater || _queue.NextDueAt > Now)
        {
            return;
        }

        foreach (var lost in await _due.ReadAsync(_queue, Now, stop))
        {
            // The log keeps events for longer than the retries last, unless the operator shortened that.
            GiveUp(lost, "no longer in the log");
        }
    }

    private async Task ReadOnAsync(CancellationToken stop)
    {
        if (Now >= _pollAt)
        {
            _hasReadAll = false;
            _pollAt = Now + UnixMicros.From(ports.Options.PollInterval);
        }

        if (_hasReadAll || _queue.Ready >= _lowWater || !_queue.HasRoom)
        {
            return;
        }

        var page = await ports.Log.ReadRecordsAsync(subscription.Account, _readTo, ports.Options.PageSize, stop);
        foreach (var record in page)
        {
            Take(record);
        }

        if (page.Count == ports.Options.PageSize)
        {
            _pulse.Set();
            return;
        }

        _hasReadAll = true;
        if (_watch.IsCompleted)
        {
            _watch = WatchAsync(stop);
        }
    }

    private void Take(EventRecord record)
    {
        _readTo = record.Event.Id;
        if (subscription.Wants(record))
        {
            _queue.Add(record);
            return;
        }

        // Nothing was posted, so a crash costs only the reading: this may be written late.
        _queue.Skip(record.Event.Id);
        FlushWithin(ports.Options.PollInterval);
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            await ports.Log.WaitAsync(subscription.Account, _readTo, stop);
            _hasReadAll = false;
            _pulse.Set();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (StoreUnavailableException error)
        {
            // The poll looks again.
            LogStoreRefused(ports.Logger, error, key);
        }
    }

    private void StartSlots(CancellationToken stop)
    {
        while (_queue.Ready > 0 && _posting < subscription.Concurrency(ports.Options))
        {
            _posting++;
            _ = RunSlotAsync(_idle.TryPop(out var slot) ? slot : new PostSlot(ports.Time, stop));
        }
    }

    private async Task RunSlotAsync(PostSlot slot)
    {
        try
        {
            while (!slot.Stop.IsCancellationRequested && !_isGone && _queue.TryTake(Now, out var delivery))
            {
                await DeliverAsync(delivery, slot);
            }
        }
        catch (OperationCanceledException) when (slot.Stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            _fault = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _posting--;
            _idle.Push(slot);
            _pulse.Set();
        }
    }

    private async Task DeliverAsync(Delivery delivery, PostSlot slot)
    {
        var started = ports.Time.GetTimestamp();
        var result = await PostAsync(delivery, slot);
        ports.Metrics.Posted(result.Outcome, ports.Time.GetElapsedTime(started));
        switch (result.Outcome)
        {
            case PostOutcome.Delivered:
                LastSuccessAt = Now;
                _queue.Complete(delivery);
                break;
            case PostOutcome.Gone when subscription.EndsWhenGone:
                LastError = result.Error;
                _isGone = true;
                break;
            case PostOutcome.Gone:
                GiveUp(delivery, result.Error);
                break;
            default:
                Defer(delivery, result.Error);
                break;
        }

        FlushWithin(ports.Options.FlushInterval);
        if (_queue.Ready < _lowWater)
        {
            _pulse.Set();
        }
    }

    private async Task<PostResult> PostAsync(Delivery delivery, PostSlot slot)
    {
        var record = delivery.Record!;
        if (subscription.UrlOf(record) is not { } url)
        {
            return new PostResult(PostOutcome.Refused, "not a URL that may be posted to");
        }

        try
        {
            slot.Body.Fill(record);
            return await ports.Client.PostAsync(url, delivery.Id.ToString(), subscription.Keys, slot);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One event that cannot be posted must not stop the others.
            LogPostBroke(ports.Logger, error, key, delivery.Id);
            return new PostResult(PostOutcome.Failed, error.GetType().Name);
        }
    }

    private void Defer(Delivery delivery, string? error)
    {
        LastError = error;
        if (RetrySchedule.After(delivery.Attempts + 1, Random.Shared.NextDouble()) is not { } wait)
        {
            GiveUp(delivery, error);
            return;
        }

        LogDeferred(ports.Logger, key, delivery.Id, delivery.Attempts + 1, error, wait);
        _queue.Defer(delivery, Now + UnixMicros.From(wait));
    }

    private void GiveUp(Delivery delivery, string? error)
    {
        LastError = error;
        LogGivenUp(ports.Logger, key, delivery.Id, delivery.Attempts + 1, error);
        ports.Metrics.GivenUp();
        _queue.Complete(delivery);
        FlushWithin(ports.Options.FlushInterval);
    }

    private void FlushWithin(TimeSpan interval)
    {
        var at = Now + UnixMicros.From(interval);
        if (at < _flushAt)
        {
            _flushAt = at;
            _pulse.Set();
        }
    }

    private async Task FlushAsync()
    {
        _flushAt = long.MaxValue;
        _queue.Settle(Now);
        ShowPending();
        try
        {
            await _ledger.WriteAsync();
        }
        catch (StoreUnavailableException)
        {
            FlushWithin(ports.Options.StoreRetryInterval);
            throw;
        }

        _pulse.Set();
    }

    private long NextWake()
    {
        var work = _queue.Ready < _lowWater ? _queue.NextDueAt : long.MaxValue;
        var next = Math.Min(Math.Min(_flushAt, _queue.FrontSlowAt), Math.Min(work, _pollAt));
        return Math.Max(next, _pausedUntil);
    }

    private void ShowPending()
    {
        ports.Metrics.PendingChanged(_queue.Pending - _pendingShown);
        _pendingShown = _queue.Pending;
    }

    private async Task CloseAsync()
    {
        while (_posting > 0)
        {
            await _pulse.WaitAsync(long.MaxValue, CancellationToken.None);
        }

        await _watch;
        await WriteLastAsync();
        ports.Metrics.PendingChanged(-_pendingShown);
    }

    private async Task WriteLastAsync()
    {
        try
        {
            _queue.Settle(Now);
            await _ledger.WriteAsync();
        }
        catch (StoreUnavailableException error)
        {
            // What is not written is posted again.
            LogStoreRefused(ports.Logger, error, key);
        }
    }
}
