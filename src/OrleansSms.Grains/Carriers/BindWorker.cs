using System.Globalization;
using System.Threading.Channels;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// The life of one bind, in the context of its grain: reads what the link and the clock say, keeps the lanes filled from the store, and lets the
/// pump send.
/// </summary>
internal sealed partial class BindWorker : IAsyncDisposable
{
    /// <summary>Socket reads that may wait for the grain before the session stops reading.</summary>
    private const int NoticeCapacity = 64;

    /// <summary>Rows fetched into a lane at once.</summary>
    private const int PageMessages = 5_000;

    /// <summary>Messages moved to other carriers at a time while the link is down.</summary>
    private const int MovePage = 1_000;

    private static readonly TimeSpan Housekeeping = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainWait = TimeSpan.FromSeconds(5);

    private readonly BindContext _context;
    private readonly BindEnd _end;
    private readonly InboundDesk _inbound;
    private readonly BindLanes _lanes;
    private readonly TpsLimiter _limiter;
    private readonly OutcomeCommitter _committer;
    private readonly ReceiptDesk _receipts;
    private readonly Handover _handover;
    private readonly Settlement _settlement;
    private readonly SendPump _pump;
    private readonly Channel<LinkNotice> _notices = Channel.CreateBounded<LinkNotice>(new BoundedChannelOptions(NoticeCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly bool[] _fetching = new bool[CategoryRules.LaneCount];
    private readonly ITimer _timer;
    private BindLink _link;
    private Task _running = Task.CompletedTask;
    private long _housekeepingAt;
    private long _lookAgainAt;
    private long? _downSince;
    private long? _boundAt;
    private bool _toldThrottling;
    private string? _lastError;
    private long? _lastErrorAt;

    public BindWorker(BindContext context, InboundDesk inbound, long epoch, BindEnd end)
    {
        _end = end;
        _context = context;
        _inbound = inbound;
        _lanes = new BindLanes(context.Limits.LaneMessages);
        _limiter = new TpsLimiter(TpsOf(context.Carrier), context.Clock);
        _committer = new OutcomeCommitter(context, epoch, end, _stopping.Token);
        _receipts = new ReceiptDesk(context, _committer, end);
        _handover = new Handover(context, _lanes, _committer);
        _settlement = new Settlement(context, _lanes, _committer, _receipts, _handover, Rebind);
        _pump = new SendPump(context, _lanes, _limiter, _settlement, epoch, end);
        _link = new BindLink(context, _notices.Writer);
        _timer = context.Time.CreateTimer(_ => _notices.Writer.TryWrite(LinkNotice.Tick.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to run in the caller's context.</summary>
    public void Start()
    {
        _downSince = _context.Clock;
        _lookAgainAt = _context.Clock + UnixMicros.From(LookAgain);
        _link.Start();
        _running = _end.On(RunAsync());
        Move();
    }

    /// <summary>Takes durable messages.</summary>
    public void Enqueue(IReadOnlyList<QueuedMessage> messages)
    {
        foreach (var message in messages)
        {
            _lanes.Add(message);
        }

        Move();
    }

    /// <summary>Takes back what has not been handed to the session.</summary>
    public async Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages)
    {
        var withdrawn = messages.Where(_lanes.Withdraw).ToArray();
        if (withdrawn.Length == 0)
        {
            return [];
        }

        CommitResult result;
        try
        {
            var now = _context.Now;
            result = await _context.Store.CommitAsync(
                new ChangeSet { Changes = [.. withdrawn.Select(id => Submission.MessageCanceler.Canceled(id, now, MessageStatus.Queued))] },
                CommitLane.Urgent,
                CancellationToken.None);
        }
        catch
        {
            Array.ForEach(withdrawn, _lanes.Restore);
            throw;
        }

        Array.ForEach(withdrawn, _lanes.Done);
        return [.. withdrawn.Where((_, i) => result.States[i].After == MessageStatus.Canceled)];
    }

    /// <summary>The recipient opted out.</summary>
    public void Recall(Msisdn recipient, IReadOnlyList<string> accounts)
    {
        foreach (var account in accounts)
        {
            _settlement.Recall(recipient, account, _context.Now);
        }
    }

    /// <summary>Follows a changed configuration.</summary>
    public async Task ConfigureAsync(CarrierConfig carrier)
    {
        var before = _context.Carrier;
        _context.Carrier = carrier;
        if (TpsOf(before) != TpsOf(carrier))
        {
            _limiter.Configure(TpsOf(carrier), _context.Clock);
        }

        if (NeedsRebind(before, carrier))
        {
            await _link.DisposeAsync();
            _link = new BindLink(_context, _notices.Writer);
            _link.Start();
        }

        Move();
    }

    /// <summary>How the bind is doing.</summary>
    public BindState Describe()
    {
        var now = _context.Now;
        MessageCategory[] lanes = [MessageCategory.Authentication, MessageCategory.Transactional, MessageCategory.Marketing];
        return new BindState
        {
            Id = _context.Key.ToString(),
            Bound = _boundAt is not null,
            State = _link.State,
            WindowUsed = _pump.Unanswered,
            WindowSize = _context.Carrier.WindowSize,
            EffectiveTps = Math.Round(_limiter.EffectiveTps, 1),
            TpsReason = _limiter.Reason,
            Queued = [.. lanes.Select(lane => _lanes[lane].Count)],
            OldestSeconds = [.. lanes.Select(lane => _lanes[lane].OldestAt is > 0 and var at ? (now - at) / (double)UnixMicros.PerSecond : 0)],
            OpenReceipts = _receipts.Expected,
            LastError = _lastError,
            LastErrorAt = _lastErrorAt,
            BoundAt = _boundAt,
            Submitted = _pump.Submitted,
            Throttled = _pump.Throttled,
            UnknownReceipts = _receipts.Unknown,
        };
    }

    /// <summary>Stops sending, waits a little for answers, and unbinds.</summary>
    public async Task DrainAsync()
    {
        _pump.IsDraining = true;
        using var enough = new CancellationTokenSource(DrainWait, _context.Time);
        while ((_pump.Unanswered > 0 || _pump.IsArming) && _boundAt is not null && !enough.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _context.Time);
        }

        await _link.DisposeAsync();
        await FlushAsync();
    }

    /// <summary>The carrier is gone: what waits goes to others.</summary>
    public async Task AbandonAsync()
    {
        await DrainAsync();
        _handover.MoveWaiting(int.MaxValue, "carrier removed");
        await _committer.Drained;
    }

    /// <summary>Unbinds. What the carrier had answered is durable when this completes, unless the store refuses.</summary>
    public async ValueTask DisposeAsync()
    {
        _pump.IsDraining = true;
        await _link.DisposeAsync();
        await FlushAsync();
        await _stopping.CancelAsync();
        _notices.Writer.TryComplete();
        await _timer.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _context.Routing.Report(_context.Key, false);
        _context.Metrics.Bind(_context.Key, null);
        _stopping.Dispose();
    }

    /// <summary>Waits until what the link has said so far has been dealt with and is durable.</summary>
    private async Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (!_running.IsCompleted)
            {
                await _notices.Writer.WriteAsync(new LinkNotice.Flush(flushed)).AsTask().WaitAsync(DrainWait, _context.Time);
                await flushed.Task.WaitAsync(DrainWait, _context.Time);
            }

            await _committer.Drained.WaitAsync(DrainWait, _context.Time);
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException or OperationCanceledException)
        {
            LogNotFlushed(_context.Logger, _context.Key, e);
        }
    }

    private static double TpsOf(CarrierConfig carrier) => (double)carrier.TpsLimit / carrier.Binds;

    private static bool NeedsRebind(CarrierConfig before, CarrierConfig after) =>
        (before.Host, before.Port, before.SystemId, before.Password, before.SystemType, before.BindMode, before.Tls, before.WindowSize)
        != (after.Host, after.Port, after.SystemId, after.Password, after.SystemType, after.BindMode, after.Tls, after.WindowSize);

    private async Task RunAsync()
    {
        while (await _notices.Reader.WaitToReadAsync(_stopping.Token))
        {
            while (_notices.Reader.TryRead(out var notice))
            {
                Handle(notice);
            }

            Move();
        }
    }

    private void Handle(LinkNotice notice)
    {
        switch (notice)
        {
            case LinkNotice.Events events:
                HandleEvents(events);
                break;
            case LinkNotice.Bound bound:
                _boundAt = _context.Now;
                _downSince = null;
                _pump.LinkUp(bound.Session);
                _context.Routing.Report(_context.Key, true);
                LogBound(_context.Logger, _context.Key);
                _ = RaiseAsync(EventType.BindUp, null);
                break;
            case LinkNotice.Closed closed:
                _boundAt = null;
                _downSince = _context.Clock;
                Failed(closed.Reason);
                _pump.LinkDown(closed.Unanswered);
                _context.Routing.Report(_context.Key, false);
                LogUnbound(_context.Logger, _context.Key, closed.Reason, closed.Unanswered.Count);
                _ = RaiseAsync(EventType.BindDown, closed.Reason);
                break;
            case LinkNotice.Flush flush:
                flush.Done.TrySetResult();
                break;
            case LinkNotice.Failed failed:
                Failed(failed.Reason);
                _context.Routing.Report(_context.Key, false);
                break;
        }
    }

    /// <summary>Tells the operator's account. An event that the store does not take is only logged: the state itself is asked for, not replayed.</summary>
    private async Task RaiseAsync(EventType type, string? error)
    {
        var entry = new LoggedEvent { Type = type, At = _context.Now, Subject = _context.Key.ToString(), Error = error };
        try
        {
            await _context.Store.CommitAsync(new ChangeSet { Events = [(AccountConfig.DefaultId, entry)] }, CommitLane.Bulk, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            LogNotTold(_context.Logger, _context.Key, type.Name(), e);
        }
    }

    private void HandleEvents(LinkNotice.Events events)
    {
        foreach (var item in events.Items)
        {
            switch (item.Kind)
            {
                case SessionEventKind.Response:
                    _pump.Answer(item.Token, item.Pdu!);
                    break;
                case SessionEventKind.ResponseTimeout:
                    _pump.Unanswer(item.Token);
                    break;
                default:
                    HandleRequest(events.Session, item.Pdu!);
                    break;
            }
        }

        _receipts.EndOfRead();
    }

    private void HandleRequest(SmppSession session, Pdu request)
    {
        if (!DeliveredPdu.TryRead(request, out var delivered))
        {
            if (request.CreateResponse(CommandStatus.InvalidCommandId) is { } refusal)
            {
                session.Reply(refusal);
            }
        }
        else if (delivered.TryReadReceipt(SubmitSmFactory.AlphabetOf(_context.Carrier), out var receipt))
        {
            _receipts.Take(session, delivered, receipt!);
        }
        else
        {
            _ = _inbound.ReceiveAsync(session, delivered);
        }
    }

    private void Move()
    {
        try
        {
            Round();
        }
        catch (Exception e)
        {
            _end.Broken(e);
        }
    }

    /// <summary>One round: what is due, what is to be fetched, what can be sent; then sleep until the next is due.</summary>
    private void Round()
    {
        var clock = _context.Clock;
        if (clock >= _housekeepingAt)
        {
            _housekeepingAt = clock + UnixMicros.From(Housekeeping);
            KeepHouse(clock);
        }

        var delayed = _lanes.Promote(_context.Now);
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            if (_lanes.WantsPage(lane) && !_fetching[(int)lane])
            {
                _ = _end.On(FetchAsync(lane));
            }
        }

        var next = Math.Min(_pump.Pump(), _housekeepingAt);
        if (delayed != long.MaxValue)
        {
            next = Math.Min(next, clock + delayed - _context.Now);
        }

        Sleep(Math.Max(1_000, next - clock));
    }

    private void Sleep(long micros)
    {
        if (!_stopping.IsCancellationRequested)
        {
            _timer.Change(TimeSpan.FromMicroseconds(micros), Timeout.InfiniteTimeSpan);
        }
    }

    private void KeepHouse(long clock)
    {
        _receipts.Expire(clock);
        _context.Metrics.Bind(_context.Key, Describe());
        TellThrottling();
        if (_downSince is { } down && clock - down > UnixMicros.From(_context.Limits.FailoverAfter) && _lanes.Count > 0)
        {
            _handover.MoveWaiting(MovePage, "bind down");
        }

        if (clock >= _lookAgainAt)
        {
            _lookAgainAt = clock + UnixMicros.From(LookAgain);
            LookForLost();
        }
    }

    private void TellThrottling()
    {
        var throttled = _limiter.Reason == "throttled";
        if (throttled && !_toldThrottling)
        {
            _ = RaiseAsync(EventType.BindThrottled, string.Create(CultureInfo.InvariantCulture, $"{_limiter.EffectiveTps:0} segments a second"));
        }

        _toldThrottling = throttled;
    }

    /// <summary>An empty lane reads the store again: should a hand-over have been lost, it is found here.</summary>
    private void LookForLost()
    {
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            if (_lanes[lane].Count == 0 && !_fetching[(int)lane])
            {
                _lanes.Spill(lane).Restart();
            }
        }
    }

    private async Task FetchAsync(MessageCategory lane)
    {
        _fetching[(int)lane] = true;
        _lanes.BeginPage(lane);
        try
        {
            var limit = Math.Min(PageMessages, _lanes.PageCapacity);
            var page = await _context.Store.ReadQueueAsync(_context.Key, lane, _lanes.Spill(lane).After, limit, _stopping.Token);
            await RecallKnownAsync(page);
            _lanes.AddPage(lane, page, page.Count < limit);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            _lanes.AbandonPage();
            Failed(e.Message);
            await Task.Delay(Housekeeping, _context.Time);
        }

        _fetching[(int)lane] = false;
        Move();
    }

    /// <summary>
    /// What is fetched may have been queued before its recipient opted out: the recall that followed was heard by a process that is gone,
    /// or missed what was still in the store.
    /// </summary>
    private async Task RecallKnownAsync(IReadOnlyList<QueuedMessage> page)
    {
        var recipients = page.Select(queued => queued.Message.To).Distinct().ToArray();
        foreach (var (recipient, state) in await _context.Recipients.ReadManyAsync(recipients, _stopping.Token))
        {
            foreach (var optOut in state.OptOuts)
            {
                _settlement.Recall(recipient, optOut.Account, optOut.At);
            }
        }
    }

    private void Rebind() => _ = _link.RebindAsync().AsTask();

    private void Failed(string reason)
    {
        _lastError = reason;
        _lastErrorAt = _context.Now;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: {EventType} could not be written to the event log")]
    private static partial void LogNotTold(ILogger logger, BindKey bind, string eventType, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Bind} is bound")]
    private static partial void LogBound(ILogger logger, BindKey bind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: not everything that the carrier answered could be written before the stop")]
    private static partial void LogNotFlushed(ILogger logger, BindKey bind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind} is down: {Reason} ({Unanswered} unanswered)")]
    private static partial void LogUnbound(ILogger logger, BindKey bind, string reason, int unanswered);
}
