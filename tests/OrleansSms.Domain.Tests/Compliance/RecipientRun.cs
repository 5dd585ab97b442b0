using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>What may happen to a recipient and its messages.</summary>
public enum RecipientAct
{
    Send,
    Late,
    Go,
    Stop,
    Start,
    Help,
    Wait,
    SetBack,
    SetFarAhead,
    SetRight,
    Restart,
    EndUnsent,
}

/// <summary>One recipient, the lane that its messages wait in, and the model that judges them.</summary>
internal sealed class RecipientRun
{
    private const long Second = UnixMicros.PerSecond;
    private const long Hour = 3_600 * Second;

    private static readonly FrequencyCap[] Caps = [new(2, 3_600), new(3, 86_400, CapScope.Sender), new(5, 3 * 86_400, CapScope.Account, Categories.Marketing)];

    private static readonly AccountPolicy Policy = Sample.Policy with { Caps = Caps, DuplicateSeconds = 1_800 };

    private static readonly string[] Senders = ["Shop", "Bank"];

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Messages that take a place, since when: as the rows of a store have it.</summary>
    private readonly List<DecisionRequest> _places = [];
    private readonly List<DecisionRequest> _held = [];
    private readonly List<Waiting> _lane = [];
    private readonly HashSet<MessageId> _before = [];
    private Recipient _recipient = new(RecipientState.Default);
    private long _right = Sample.At("2026-10-24T09:00:00Z");
    private long _off;
    private bool _stopped;

    private long Now => _right + _off;

    public void Do(RecipientAct act, int number)
    {
        switch (act)
        {
            case RecipientAct.Send:
                var category = (MessageCategory)(number % 3);
                Ask(new DecisionRequest(Sample.NextId(), Sample.London, category, Senders[number / 3 % 2], null, 1, number / 6 % 4, Now));
                break;
            case RecipientAct.Help:
                Ask(Answer(AnswerKind.Help));
                break;
            case RecipientAct.Late when _held.Count > 0:
                Ask(Take(_held, number) with { At = Now });
                break;
            case RecipientAct.Go when _lane.Count > 0:
                Go(Take(_lane, number));
                break;
            case RecipientAct.Stop:
                Stop();
                break;
            case RecipientAct.Start:
                _recipient.State = RecipientRules.Start(_recipient.State, Sample.Account);
                _stopped = false;
                Ask(Answer(AnswerKind.OptIn));
                break;
            case RecipientAct.Wait:
                _right += number % (6 * 3_600) * Second;
                break;
            case RecipientAct.SetBack:
                _off -= number % 7_200 * Second;
                break;
            case RecipientAct.SetFarAhead:
                _off += number % 60 * 24 * Hour;
                break;
            case RecipientAct.SetRight:
                _off = 0;
                break;
            case RecipientAct.Restart:
                Restart();
                break;
            case RecipientAct.EndUnsent when _lane.Count > 0:
                var ended = Take(_lane, number).Request.Message;
                _places.RemoveAll(entry => entry.Message == ended);
                _recipient.Release(Sample.Account, ended);
                break;
        }
    }

    private static T Take<T>(List<T> from, int number)
    {
        var taken = from[number % from.Count];
        from.Remove(taken);
        return taken;
    }

    private DecisionRequest Answer(AnswerKind kind) => new(Sample.NextId(), Sample.London, MessageCategory.Transactional, "Shop", null, 1, 9, Now, Answer: kind);

    /// <summary>The binds have heard of it before it is confirmed.</summary>
    private void Stop()
    {
        _recipient.State = RecipientRules.Stop(_recipient.State, new OptOut(Sample.Account, Now, "msg_1", "STOP", Confirmation: Sample.NextId().ToString()));
        for (var i = 0; i < _lane.Count; i++)
        {
            _lane[i] = _lane[i] with { IsRecalled = true };
        }

        if (!_stopped)
        {
            _stopped = true;
            _before.Clear();
            _before.UnionWith(_lane.Select(static waiting => waiting.Request.Message));
        }
    }

    /// <summary>What is remembered is read from the rows; what waits has its lease in its row, and of whom anything is known, is decided again.</summary>
    private void Restart()
    {
        _recipient = new Recipient(RecipientStateJson.Read(RecipientStateJson.Write(_recipient.State)));
        for (var i = 0; i < _lane.Count; i++)
        {
            _lane[i] = _lane[i] with { IsRecalled = !_recipient.State.IsDefault };
        }
    }

    private void Go(Waiting waiting)
    {
        if (waiting.IsRecalled || !Decision.Holds(Now, waiting.DecidedAt, waiting.LeaseUntil))
        {
            Ask(waiting.Request with { At = Now });
            return;
        }

        Assert.False(_stopped && (waiting.Request.Answer != AnswerKind.Help || _before.Contains(waiting.Request.Message)), "A message went after STOP.");
        if (waiting.Request.Category == MessageCategory.Marketing)
        {
            Assert.InRange(LocalHour(Now + Decision.MaxSkewMicros), 8, 20);
        }

        if (waiting.Request.Answer == AnswerKind.None)
        {
            Assert.InRange(_places.Find(entry => entry.Message == waiting.Request.Message).At, Now - Hour, Now + Decision.MaxSkewMicros);
        }
    }

    private void Ask(DecisionRequest request)
    {
        if (_recipient.NeedsLog(Policy, in request, ComplianceData.Shipped))
        {
            var log = new SendLog(FrequencyCap.MaxSeconds);
            _places.ForEach(request => log.Add(SendLogEntry.Of(request)));
            _recipient.SetLog(Sample.Account, log);
        }

        var decision = _recipient.Decide(Policy, in request, ComplianceData.Shipped, epoch: 1);
        _places.RemoveAll(entry => entry.Message == request.Message);
        if (decision.Kind == DecisionKind.Hold)
        {
            Assert.True(decision.HeldUntil > Now);
            _held.Add(request);
        }

        if (decision.Kind != DecisionKind.Send)
        {
            Assert.NotNull(decision.Reason);
            return;
        }

        Assert.InRange(decision.ValidUntil, Now + 1, Now + Hour);
        if (request.Answer == AnswerKind.None)
        {
            Reserve(request);
        }

        _lane.Add(new Waiting(request, Now, decision.ValidUntil));
    }

    private void Reserve(DecisionRequest request)
    {
        Assert.False(_stopped, "A message was decided to go after STOP.");
        if (request.Category == MessageCategory.Marketing)
        {
            Assert.InRange(LocalHour(Now), 8, 20);
        }

        Assert.DoesNotContain(_places, entry => entry.TextHash == request.TextHash && entry.At > Now - (1_800 * Second));
        foreach (var cap in Caps)
        {
            Assert.True(!cap.Counts(request.Category) || Counted(cap, request) < cap.Count, $"{cap} is broken.");
        }

        _places.Add(request with { At = Now });
    }

    private int Counted(FrequencyCap cap, DecisionRequest request) => _places.Count(entry =>
        cap.Counts(entry.Category) && entry.At > Now - (cap.Seconds * Second) && (cap.Scope != CapScope.Sender || entry.From == request.From));

    private static int LocalHour(long at) => TimeZoneInfo.ConvertTime(UnixMicros.ToTime(at), London).Hour;

    /// <summary>A message in the lane.</summary>
    private readonly record struct Waiting(DecisionRequest Request, long DecidedAt, long LeaseUntil, bool IsRecalled = false);
}
