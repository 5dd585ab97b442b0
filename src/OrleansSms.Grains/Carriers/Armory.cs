using OrleansSms.Domain.Carriers;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Takes messages from the lanes, as many as window and TPS allow, and makes them ready to be sent: a message is armed when its intent is durable.
/// Authentication goes first and has a part of the window to itself.
/// </summary>
internal sealed class Armory(
    BindContext context, BindLanes lanes, TpsLimiter limiter, Settlement settlement, LeaseDesk leases, OpenIntents intents, long epoch, BindEnd end, Action armed)
{
    /// <summary>Share of the window that only authentication may use; at least one place, unless there is only one.</summary>
    private const double ReservedShare = 0.1;

    /// <summary>Intents of the lower lanes under way at once: one is being written while another's messages go out.</summary>
    private const int MaxIntentsUnderWay = 2;

    private static readonly TimeSpan StoreRetry = TimeSpan.FromMilliseconds(500);

    private readonly Queue<ArmedMessage>[] _armed = [new(), new(), new()];
    private int _intentsUnderWay;
    private int _segments;

    /// <summary>The session to send on; null while there is none.</summary>
    public SmppSession? Session { get; private set; }

    /// <summary>Whether an intent is being written.</summary>
    public bool IsArming => _intentsUnderWay > 0;

    /// <summary>When the store is asked again after it refused an intent, in microseconds of the monotonic clock.</summary>
    public long StoreRetryAt { get; private set; }

    /// <summary>Unanswered submit_sm above which only authentication is sent.</summary>
    public int OpenWindow => Window - Reserved;

    private int Window => Session?.WindowSize ?? 0;

    private int Reserved => Window > 1 ? Math.Max(1, (int)(Window * ReservedShare)) : 0;

    /// <summary>What keeps the next message of the lower lanes from being armed; null = nothing but that there may be none.</summary>
    public BindHold? HeldBy =>
        Session is null ? BindHold.NotBound
        : Session.Outstanding + _segments >= OpenWindow ? BindHold.Window
        : intents.RoomBeside(Window) <= Reserved || _intentsUnderWay >= MaxIntentsUnderWay || context.Clock < StoreRetryAt ? BindHold.Store
        : limiter.Available(context.Clock) > 0 ? null
        : limiter.IsLowered || context.Clock < limiter.PausedUntil ? BindHold.CarrierThrottle
        : BindHold.TpsLimit;

    /// <summary>The armed messages of a lane, in the order in which they go.</summary>
    public Queue<ArmedMessage> this[int lane] => _armed[lane];

    /// <summary>A session is bound.</summary>
    public void LinkUp(SmppSession session) => Session = session;

    /// <summary>The session is over: what had not been sent goes back.</summary>
    public void LinkDown()
    {
        Session = null;
        for (var lane = 0; lane < _armed.Length; lane++)
        {
            while (_armed[lane].TryPeek(out var message))
            {
                Remove(lane, message);
                if (message.Unanswered == 0 && !message.IsSettled)
                {
                    settlement.Return(message);
                }
            }
        }
    }

    /// <summary>The first of a lane's armed messages needs to be sent no further.</summary>
    public void Remove(int lane, ArmedMessage first)
    {
        _armed[lane].Dequeue();
        _segments -= first.Segments.Count - first.Next;
        first.Next = first.Segments.Count;
    }

    /// <summary>A segment was sent, or need not be.</summary>
    public void Pass(ArmedMessage message)
    {
        message.Next++;
        _segments--;
    }

    /// <summary>Arms what may go now. Answers when more may, in microseconds of the monotonic clock; <see cref="long.MaxValue"/> = when something happens.</summary>
    public long Arm()
    {
        var next = long.MaxValue;
        while (TakeBatch(ref next) is { Count: > 0 } batch)
        {
            _ = end.On(ArmAsync(batch));
        }

        leases.Begin();

        return next;
    }

    /// <summary>Takes what may go now. What has expired or was recalled ends here; what is to be decided again is taken from its lane.</summary>
    private List<QueuedMessage>? TakeBatch(ref long next)
    {
        var clock = context.Clock;
        var now = context.Now;
        var room = Math.Min(Window - (Session?.Outstanding ?? 0) - _segments, intents.RoomBeside(Window));
        var tokens = limiter.Available(clock);
        List<QueuedMessage>? batch = null;
        while (room > 0 && tokens > 0 && (batch?.Count ?? 0) < SubmitIntent.MaxMessages)
        {
            var authenticationOnly = room <= Reserved || _intentsUnderWay >= MaxIntentsUnderWay || leases.IsFull;
            if (lanes.Take(now, authenticationOnly, out var readyAt) is not { } message)
            {
                next = readyAt == long.MaxValue ? next : Math.Min(next, clock + readyAt - now);
                break;
            }

            if (settlement.EndsUnsent(message, now) || leases.Takes(message, now))
            {
                continue;
            }

            (batch ??= []).Add(message);
            var segments = message.Message.Segments;
            room -= segments;
            tokens -= segments;
            limiter.Take(segments, clock);
        }

        if (tokens <= 0 && lanes.Count > 0)
        {
            next = Math.Min(next, limiter.ReadyAt(clock));
        }

        return batch;
    }

    private async Task ArmAsync(List<QueuedMessage> batch)
    {
        var segments = batch.Sum(message => message.Message.Segments);
        var ids = batch.ConvertAll(message => message.Message.Id);
        var intent = new SubmitIntent(context.Key, epoch, ids);
        _segments += segments;
        intents.Add(batch.Count);
        _intentsUnderWay++;
        try
        {
            // Codes are taken first: where there is one, it heads the batch.
            var lane = batch[0].Message.Category == MessageCategory.Authentication ? CommitLane.First : CommitLane.Urgent;
            var result = await context.Store.CommitAsync(new ChangeSet { Intent = intent }, lane, CancellationToken.None);
            _segments -= segments;
            if (result.Outcome == CommitOutcome.EpochLost)
            {
                end.EpochLost();
                return;
            }

            Add(batch);
        }
        catch (StoreUnavailableException)
        {
            _segments -= segments;
            intents.Remove(batch.Count);
            StoreRetryAt = context.Clock + UnixMicros.From(StoreRetry);
            batch.ForEach(lanes.PutBack);
        }
        finally
        {
            _intentsUnderWay--;
        }

        armed();
    }

    private void Add(List<QueuedMessage> batch)
    {
        foreach (var queued in batch)
        {
            var message = new ArmedMessage(queued, SubmitSmFactory.Split(queued.Message, context.Carrier));
            if (Session is null)
            {
                settlement.Return(message);
                continue;
            }

            _armed[(int)queued.Message.Category].Enqueue(message);
            _segments += message.Segments.Count;
        }
    }
}
