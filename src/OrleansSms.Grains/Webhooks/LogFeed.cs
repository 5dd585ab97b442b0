namespace OrleansSms.Grains.Webhooks;

/// <summary>Brings an account's events into the queue: those that were owed when the endpoint last stopped, what is due again, and what the log gains.</summary>
internal sealed class LogFeed(PumpContext context, Poster poster)
{
    private readonly DueReader _due = new(context.Ports.Log, context.Subscription.Account, context.Options.PageSize);
    private EventId? _readTo;
    private Task _watch = Task.CompletedTask;
    private bool _isRestored;
    private bool _hasReadAll;

    /// <summary>When the log is looked at though nothing was announced, in Unix microseconds.</summary>
    public long PollAt { get; private set; }

    /// <summary>Completes when nothing is being waited for any more.</summary>
    public Task Watched => _watch;

    /// <summary>Reads what there is room for.</summary>
    public async Task ReadAsync(CancellationToken stop)
    {
        await RestoreAsync(stop);
        await ReadDueAsync(stop);
        await ReadOnAsync(stop);
    }

    private async Task RestoreAsync(CancellationToken stop)
    {
        if (_isRestored)
        {
            return;
        }

        var progress = await context.Ports.Store.ReadAsync(context.Key, stop);
        _readTo = progress?.Cursor;
        context.Ledger.StartAt(_readTo);
        foreach (var pending in progress?.Pending ?? [])
        {
            context.Queue.Restore(pending);
        }

        _isRestored = true;
    }

    private async Task ReadDueAsync(CancellationToken stop)
    {
        if (!context.IsLow || context.Queue.NextDueAt > context.Now)
        {
            return;
        }

        foreach (var lost in await _due.ReadAsync(context.Queue, context.Now, stop))
        {
            // The log keeps events for longer than the retries last, unless the operator shortened that.
            poster.GiveUp(lost, "no longer in the log");
        }
    }

    private async Task ReadOnAsync(CancellationToken stop)
    {
        if (context.Now >= PollAt)
        {
            _hasReadAll = false;
            PollAt = context.Now + UnixMicros.From(context.Options.PollInterval);
        }

        if (_hasReadAll || !context.IsLow || !context.Queue.HasRoom)
        {
            return;
        }

        var page = await context.Ports.Log.ReadRecordsAsync(context.Subscription.Account, _readTo, context.Options.PageSize, stop);
        foreach (var record in page)
        {
            Take(record);
        }

        if (page.Count == context.Options.PageSize)
        {
            context.Pulse.Set();
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
        if (context.Subscription.Wants(record))
        {
            context.Queue.Add(record);
            return;
        }

        // Nothing was posted, so a crash costs only the reading: this may be written late.
        context.Queue.Skip(record.Event.Id);
        context.FlushWithin(context.Options.PollInterval);
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            await context.Ports.Log.WaitAsync(context.Subscription.Account, _readTo, stop);
            _hasReadAll = false;
            context.Pulse.Set();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (StoreUnavailableException error)
        {
            // The poll looks again.
            context.StoreRefused(error);
        }
    }
}
