using System.Threading.Channels;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// The life of one bind, in the context of its grain: reads what the link and the clock say, keeps the lanes filled from the store, and lets the
/// pump send.
/// </summary>
internal sealed partial class BindWorker : IAsyncDisposable
{
    /// <summary>Socket reads that may wait for the grain before the session stops reading.</summary>
    private const int NoticeCapacity = 64;

    private static readonly TimeSpan Housekeeping = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DrainWait = TimeSpan.FromSeconds(5);

    private readonly BindContext _context;
    private readonly BindEnd _end;
    private readonly BindStanding _standing;
    private readonly BindLanes _lanes;
    private readonly TpsLimiter _limiter;
    private readonly OutcomeCommitter _committer;
    private readonly ReceiptDesk _receipts;
    private readonly Recalls _recalls;
    private readonly LaneFeed _feed;
    private readonly LaneUpkeep _upkeep;
    private readonly Cancellation _cancellation;
    private readonly LeaseDesk _leases;
    private readonly SendPump _pump;
    private readonly LinkDesk _desk;
    private readonly Channel<LinkNotice> _notices = Channel.CreateBounded<LinkNotice>(new BoundedChannelOptions(NoticeCapacity) { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private BindLink _link;
    private Task _running = Task.CompletedTask;
    private long _housekeepingAt;

    public BindWorker(BindContext context, InboundDesk inbound, long epoch, BindEnd end)
    {
        _end = end;
        _context = context;
        _standing = new BindStanding(context);
        _lanes = new BindLanes(context.Limits.LaneMessages);
        _limiter = new TpsLimiter(TpsOf(context.Carrier), context.Clock);
        _recalls = new Recalls(context);
        _cancellation = new Cancellation(context, _lanes);
        var intents = new OpenIntents();
        _committer = new OutcomeCommitter(context, intents, epoch, end, _stopping.Token);
        _receipts = new ReceiptDesk(context, _committer, end, _stopping.Token);
        var handover = new Handover(context, _lanes, _committer);
        var settlement = new Settlement(context, _lanes, _committer, _receipts, _recalls, handover, Rebind);
        _feed = new LaneFeed(context, _lanes, _recalls, _standing, end, Move, _stopping.Token);
        _upkeep = new LaneUpkeep(context, _lanes, _recalls, settlement, handover, _standing, end, _stopping.Token);
        _leases = new LeaseDesk(context, _lanes, _committer, settlement, _recalls, end, Move);
        settlement.Holds = _leases.Holds;
        _pump = new SendPump(context, _lanes, _limiter, settlement, _leases, intents, epoch, end);
        _desk = new LinkDesk(context, _standing, _pump, _receipts, inbound);
        _committer.Committed = () =>
        {
            handover.Deliver();
            settlement.GiveBackPlaces();
            Move();
        };
        _link = new BindLink(context, _notices.Writer);
        _timer = context.Time.CreateTimer(_ => _notices.Writer.TryWrite(LinkNotice.Tick.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to run in the caller's context.</summary>
    public void Start()
    {
        _link.Start();
        _running = _end.On(RunAsync());
        _receipts.Start();
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
    public Task<IReadOnlyList<MessageId>> CancelAsync(IReadOnlyList<MessageId> messages) => _cancellation.CancelAsync(messages);

    /// <summary>What waits for the recipient is decided again before it goes.</summary>
    public void Recall(Msisdn recipient, IReadOnlyList<Recall> recalls)
    {
        foreach (var recall in recalls)
        {
            _recalls.Add(recipient, recall);
        }

        Move();
    }

    /// <summary>What waits of an account is decided again.</summary>
    public void Review(string account)
    {
        _leases.Void(account);
        Move();
    }

    /// <summary>Nothing of a share is sent from now on.</summary>
    public void Pause(string share)
    {
        _lanes.Pause(share);
        Move();
    }

    /// <summary>The share goes on.</summary>
    public void Resume(string share)
    {
        _lanes.Resume(share);
        Move();
    }

    /// <summary>What waits of a share.</summary>
    public ShareState DescribeShare(string share) => new(_lanes.CountOf(share), _lanes.IsBehind(share), _limiter.EffectiveTps, _standing.IsBound);

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
        var (now, clock) = (_context.Now, _context.Clock);
        MessageCategory[] lanes = [MessageCategory.Authentication, MessageCategory.Transactional, MessageCategory.Marketing];
        return new BindState
        {
            Id = _context.Name,
            Bound = _standing.IsBound,
            State = _pump.IsDraining && _standing.IsBound ? "draining" : _link.State,
            WindowUsed = _pump.Unanswered,
            WindowSize = _context.Carrier.WindowSize,
            EffectiveTps = Math.Round(_limiter.EffectiveTps, 1),
            TpsReason = _limiter.ReasonAt(clock),
            HeldBy = _pump.HeldBy(_lanes),
            PausedUntil = _limiter.PausedUntil > clock ? now + _limiter.PausedUntil - clock : null,
            Queued = [.. lanes.Select(lane => _lanes[lane].Count)],
            OldestSeconds = [.. lanes.Select(lane => _lanes[lane].OldestAt is > 0 and var at ? (now - at) / (double)UnixMicros.PerSecond : 0)],
            OpenReceipts = _receipts.Expected,
            LastError = _standing.LastError,
            LastErrorAt = _standing.LastErrorAt,
            BoundAt = _standing.BoundAt,
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
        while ((_pump.Unanswered > 0 || _pump.IsArming) && _standing.IsBound && !enough.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _context.Time);
        }

        await _link.DisposeAsync();
        await FlushAsync();
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
        _standing.Gone();
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
        (before.Host, before.Port, before.SystemId, before.Password, before.SystemType, before.BindMode, before.WindowSize)
        != (after.Host, after.Port, after.SystemId, after.Password, after.SystemType, after.BindMode, after.WindowSize)
        || (before.Tls, before.TlsServerName, before.TlsCa, before.TlsCertificate) != (after.Tls, after.TlsServerName, after.TlsCa, after.TlsCertificate);

    private async Task RunAsync()
    {
        while (await _notices.Reader.WaitToReadAsync(_stopping.Token))
        {
            while (_notices.Reader.TryRead(out var notice))
            {
                _desk.Take(notice);
            }

            Move();
        }
    }

    private void Move()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

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

        var delayed = _lanes.Promote(clock);
        if (!_pump.IsDraining)
        {
            _feed.Fill();
        }

        var next = Math.Min(Math.Min(_pump.Pump(), _housekeepingAt), delayed);
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
        _standing.TellThrottling(_limiter);
        if (!_pump.IsDraining)
        {
            _upkeep.Look();
        }
    }

    private void Rebind() => _ = _link.RebindAsync().AsTask();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: not everything that the carrier answered could be written before the stop")]
    private static partial void LogNotFlushed(ILogger logger, BindKey bind, Exception exception);
}
