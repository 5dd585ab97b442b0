using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>
/// Moves messages from the lanes to the session: as many as window and TPS allow, each only after its intent is durable. Authentication goes first
/// and has a part of the window to itself.
/// </summary>
internal sealed class SendPump(BindContext context, BindLanes lanes, TpsLimiter limiter, Settlement settlement, long epoch, BindEnd end)
{
    /// <summary>Share of the window that only authentication may use; at least one place, unless there is only one.</summary>
    private const double ReservedShare = 0.1;

    /// <summary>Intents of the lower lanes under way at once: one is being written while another's messages go out.</summary>
    private const int MaxIntentsUnderWay = 2;

    private static readonly TimeSpan StoreRetry = TimeSpan.FromMilliseconds(500);

    private readonly Queue<ArmedMessage>[] _armed = [new(), new(), new()];
    private readonly Dictionary<long, SentSegment> _sent = [];
    private SmppSession? _session;
    private long _token;
    private int _intentsUnderWay;
    private int _armedSegments;
    private long _storeRetryAt;

    /// <summary>Nothing new is sent: the process stops.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Segments sent and not answered.</summary>
    public int Unanswered => _sent.Count;

    /// <summary>Whether an intent is being written.</summary>
    public bool IsArming => _intentsUnderWay > 0;

    /// <summary>Segments that the carrier accepted.</summary>
    public long Submitted { get; private set; }

    /// <summary>Segments that it throttled.</summary>
    public long Throttled { get; private set; }

    private int Window => _session?.WindowSize ?? 0;

    private int Reserved => Window > 1 ? Math.Max(1, (int)(Window * ReservedShare)) : 0;

    /// <summary>A session is bound.</summary>
    public void LinkUp(SmppSession session) => _session = session;

    /// <summary>The session is over: what it had not answered is uncertain, what had not been sent goes back.</summary>
    public void LinkDown(IReadOnlyList<long> unanswered)
    {
        _session = null;
        foreach (var lane in _armed)
        {
            while (lane.TryDequeue(out var armed))
            {
                _armedSegments -= armed.Segments.Count - armed.Next;
                armed.Next = armed.Segments.Count;
                if (armed.Unanswered == 0 && !armed.IsSettled)
                {
                    settlement.Return(armed);
                }
            }
        }

        foreach (var token in unanswered)
        {
            Unanswer(token);
        }
    }

    /// <summary>Sends what can be sent. Answers when to look again, in microseconds of the monotonic clock; <see cref="long.MaxValue"/> = when something happens.</summary>
    public long Pump()
    {
        if (_session is null || IsDraining || end.HasCome)
        {
            return long.MaxValue;
        }

        if (context.Clock < _storeRetryAt)
        {
            return _storeRetryAt;
        }

        SendArmed();
        return Arm();
    }

    /// <summary>A submit_sm was answered.</summary>
    public void Answer(long token, Pdu response)
    {
        if (!_sent.Remove(token, out var sent))
        {
            return;
        }

        var status = response.Status.Value;
        var outcome = SubmitOutcomes.Of(status, context.Carrier.StatusOverrides);
        context.Metrics.Answered(context.Key.Carrier, outcome.ToString(), (context.Now - sent.SentAt) / (double)UnixMicros.PerSecond);
        GatewayMetrics.TraceExchange("submit_sm", sent.Armed.Message.Id, context.Key, outcome.ToString(), sent.SentAt);
        sent.Armed.Unanswered--;
        if (outcome == SubmitOutcome.Accepted)
        {
            Submitted++;
            settlement.Accepted(sent, (response as SubmitSmResp)?.MessageId ?? "");
        }
        else
        {
            Refused(sent, outcome, response.Status);
        }

        settlement.SettleIfDone(sent.Armed);
    }

    /// <summary>A submit_sm was not answered in time.</summary>
    public void Unanswer(long token)
    {
        if (_sent.Remove(token, out var sent))
        {
            sent.Armed.Unanswered--;
            sent.Armed.Setback ??= new Setback(SubmitOutcome.Limited, null);
            settlement.SettleIfDone(sent.Armed);
        }
    }

    private void Refused(in SentSegment sent, SubmitOutcome outcome, CommandStatus status)
    {
        if (outcome is SubmitOutcome.Throttled or SubmitOutcome.QueueFull)
        {
            Throttled++;
            limiter.Throttled(outcome == SubmitOutcome.QueueFull, context.Clock);
        }

        sent.Armed.Setback ??= new Setback(outcome, status.Value);
        settlement.Refused(sent, status);
    }

    private void SendArmed()
    {
        for (var lane = 0; lane < _armed.Length; lane++)
        {
            while (_armed[lane].TryPeek(out var armed))
            {
                if (armed.Setback is not null || armed.Next >= armed.Segments.Count || settlement.EndsArmed(armed))
                {
                    Disarm(lane, armed);
                    continue;
                }

                if (_session is null || (lane > 0 && _session.Outstanding >= Window - Reserved) || !TrySendNext(armed))
                {
                    break;
                }
            }
        }
    }

    private void Disarm(int lane, ArmedMessage armed)
    {
        _armed[lane].Dequeue();
        _armedSegments -= armed.Segments.Count - armed.Next;
        armed.Next = armed.Segments.Count;
        settlement.SettleIfDone(armed);
    }

    private bool TrySendNext(ArmedMessage armed)
    {
        var index = armed.Next;
        var now = context.Now;
        if ((armed.SentMask & armed.BitOf(index)) == 0)
        {
            var token = ++_token;
            if (!TrySend(armed, index, token, now))
            {
                return armed.Setback is not null;
            }

            _sent.Add(token, new SentSegment(armed, index, now));
            armed.Unanswered++;
            context.Metrics.Sent(armed.Message.Category, (now - Math.Max(armed.Message.CreatedAt, armed.Message.NotBefore)) / (double)UnixMicros.PerSecond);
        }

        armed.Next++;
        _armedSegments--;
        return true;
    }

    private bool TrySend(ArmedMessage armed, int index, long token, long now)
    {
        try
        {
            return _session!.TrySend(SubmitSmFactory.Create(armed.Message, armed.Segments[index], now), token);
        }
        catch (ArgumentException)
        {
            // A field that SMPP cannot carry: no carrier will ever take it.
            armed.Setback = new Setback(SubmitOutcome.Permanent, CommandStatus.InvalidMessageLength.Value);
            return false;
        }
    }

    private long Arm()
    {
        var next = long.MaxValue;
        while (TakeBatch(ref next) is { Count: > 0 } batch)
        {
            _ = end.On(ArmAsync(batch));
        }

        return next;
    }

    /// <summary>Takes what may go now. What has expired or was recalled ends here.</summary>
    private List<QueuedMessage>? TakeBatch(ref long next)
    {
        var clock = context.Clock;
        var now = context.Now;
        var room = Window - (_session?.Outstanding ?? 0) - _armedSegments;
        var tokens = limiter.Available(clock);
        List<QueuedMessage>? batch = null;
        while (room > 0 && tokens > 0 && (batch?.Count ?? 0) < SubmitIntent.MaxMessages)
        {
            var authenticationOnly = room <= Reserved || _intentsUnderWay >= MaxIntentsUnderWay;
            if (lanes.Take(now, authenticationOnly, out var readyAt) is not { } message)
            {
                next = readyAt == long.MaxValue ? next : Math.Min(next, clock + readyAt - now);
                break;
            }

            if (settlement.EndsUnsent(message, now))
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
        _armedSegments += segments;
        _intentsUnderWay++;
        try
        {
            var result = await context.Store.CommitAsync(new ChangeSet { Intent = intent }, CommitLane.Urgent, CancellationToken.None);
            _armedSegments -= segments;
            if (result.Outcome == CommitOutcome.EpochLost)
            {
                end.EpochLost();
                return;
            }

            Armed(batch);
        }
        catch (StoreUnavailableException)
        {
            _armedSegments -= segments;
            _storeRetryAt = context.Clock + UnixMicros.From(StoreRetry);
            batch.ForEach(lanes.PutBack);
        }
        finally
        {
            _intentsUnderWay--;
        }

        Pump();
    }

    private void Armed(List<QueuedMessage> batch)
    {
        foreach (var queued in batch)
        {
            var armed = new ArmedMessage(queued, SubmitSmFactory.Split(queued.Message, context.Carrier));
            if (_session is null)
            {
                settlement.Return(armed);
                continue;
            }

            _armed[(int)queued.Message.Category].Enqueue(armed);
            _armedSegments += armed.Segments.Count;
        }
    }
}
