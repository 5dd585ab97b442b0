using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Session;

namespace OrleansSms.Grains.Carriers;

/// <summary>Sends what is armed as the session has room for it, and takes the carrier's answers.</summary>
internal sealed class SendPump
{
    private readonly BindContext _context;
    private readonly TpsLimiter _limiter;
    private readonly Settlement _settlement;
    private readonly BindEnd _end;
    private readonly Armory _armory;
    private readonly Dictionary<long, SentSegment> _sent = [];
    private long _token;

    public SendPump(BindContext context, BindLanes lanes, TpsLimiter limiter, Settlement settlement, LeaseDesk leases, OpenIntents intents, long epoch, BindEnd end)
    {
        (_context, _limiter, _settlement, _end) = (context, limiter, settlement, end);
        _armory = new Armory(context, lanes, limiter, settlement, leases, intents, epoch, end, () => Pump());
    }

    /// <summary>Nothing new is sent: the process stops.</summary>
    public bool IsDraining { get; set; }

    /// <summary>Segments sent and not answered.</summary>
    public int Unanswered => _sent.Count;

    /// <summary>What keeps what waits from going; null = nothing.</summary>
    public BindHold? HeldBy(BindLanes lanes) =>
        lanes.Count == 0 ? null
        : IsDraining ? BindHold.Draining
        : _armory.HeldBy ?? (lanes.IsReadyAt(_context.Now) ? null : BindHold.AccountLimit);

    /// <summary>Whether an intent is being written.</summary>
    public bool IsArming => _armory.IsArming;

    /// <summary>Segments that the carrier accepted.</summary>
    public long Submitted { get; private set; }

    /// <summary>Segments that it throttled.</summary>
    public long Throttled { get; private set; }

    /// <summary>A session is bound.</summary>
    public void LinkUp(SmppSession session) => _armory.LinkUp(session);

    /// <summary>The session is over: what it had not answered is uncertain, what had not been sent goes back.</summary>
    public void LinkDown(IReadOnlyList<long> unanswered)
    {
        _armory.LinkDown();
        foreach (var token in unanswered)
        {
            Unanswer(token);
        }
    }

    /// <summary>Sends what can be sent. Answers when to look again, in microseconds of the monotonic clock; <see cref="long.MaxValue"/> = when something happens.</summary>
    public long Pump()
    {
        if (_armory.Session is null || IsDraining || _end.HasCome)
        {
            return long.MaxValue;
        }

        if (_context.Clock < _armory.StoreRetryAt)
        {
            return _armory.StoreRetryAt;
        }

        SendArmed();
        return _armory.Arm();
    }

    /// <summary>A submit_sm was answered.</summary>
    public void Answer(long token, Pdu response)
    {
        if (!_sent.Remove(token, out var sent))
        {
            return;
        }

        var status = response.Status.Value;
        var outcome = SubmitOutcomes.Of(status, _context.Carrier.StatusOverrides);
        _context.Metrics.Answered(_context.Key.Carrier, outcome, (_context.Clock - sent.SentClock) / (double)UnixMicros.PerSecond);
        GatewayMetrics.TraceExchange("submit_sm", sent.Armed.Message.Id, _context.Key, outcome, sent.SentAt);
        sent.Armed.Unanswered--;
        if (outcome == SubmitOutcome.Accepted)
        {
            Submitted++;
            _limiter.Accepted(1, sent.SentClock, _context.Clock);
            _settlement.Accepted(sent, (response as SubmitSmResp)?.MessageId ?? "");
        }
        else
        {
            Refused(sent, outcome, response.Status);
        }

        _settlement.SettleIfDone(sent.Armed);
    }

    /// <summary>A submit_sm was not answered in time.</summary>
    public void Unanswer(long token)
    {
        if (_sent.Remove(token, out var sent))
        {
            sent.Armed.Unanswered--;
            sent.Armed.Setback = Setback.Worse(sent.Armed.Setback, new Setback(SubmitOutcome.Limited, null));
            _settlement.SettleIfDone(sent.Armed);
        }
    }

    private void Refused(in SentSegment sent, SubmitOutcome outcome, CommandStatus status)
    {
        if (outcome is SubmitOutcome.Throttled or SubmitOutcome.QueueFull)
        {
            Throttled++;
            _limiter.Throttled(outcome == SubmitOutcome.QueueFull, sent.SentClock, _context.Clock);
        }

        sent.Armed.Setback = Setback.Worse(sent.Armed.Setback, new Setback(outcome, status.Value));
        _settlement.Refused(sent, status);
    }

    private void SendArmed()
    {
        for (var lane = 0; lane < CategoryRules.LaneCount; lane++)
        {
            while (_armory[lane].TryPeek(out var armed))
            {
                if (armed.Setback is not null || armed.Next >= armed.Segments.Count || _settlement.TakesBack(armed))
                {
                    _armory.Remove(lane, armed);
                    _settlement.SettleIfDone(armed);
                    continue;
                }

                if (_armory.Session is not { } session || (lane > 0 && session.Outstanding >= _armory.OpenWindow) || !TrySendNext(session, armed))
                {
                    break;
                }
            }
        }
    }

    private bool TrySendNext(SmppSession session, ArmedMessage armed)
    {
        var index = armed.Next;
        var now = _context.Now;
        if ((armed.SentMask & armed.BitOf(index)) == 0)
        {
            var token = ++_token;
            if (!TrySend(session, armed, index, token, now))
            {
                return armed.Setback is not null;
            }

            _sent.Add(token, new SentSegment(armed, index, now, _context.Clock));
            armed.Unanswered++;
            _context.Metrics.Sent(armed.Message.Category, (now - Math.Max(armed.Message.CreatedAt, armed.Message.NotBefore)) / (double)UnixMicros.PerSecond);
        }

        _armory.Pass(armed);
        return true;
    }

    private static bool TrySend(SmppSession session, ArmedMessage armed, int index, long token, long now)
    {
        try
        {
            return session.TrySend(SubmitSmFactory.Create(armed.Message, armed.Segments[index], now), token);
        }
        catch (ArgumentException)
        {
            // A field that SMPP cannot carry: no carrier will ever take it.
            armed.Setback = new Setback(SubmitOutcome.Permanent, CommandStatus.InvalidMessageLength.Value);
            return false;
        }
    }
}
