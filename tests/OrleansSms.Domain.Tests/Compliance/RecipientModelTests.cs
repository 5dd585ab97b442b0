using CsCheck;
using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Compliance;

/// <summary>
/// Whatever happens in whatever order: sends, STOPs, STARTs, clocks that jump either way, restarts that forget what is in memory, messages that end unsent. A model that
/// keeps every message that went says whether it may have gone.
/// </summary>
public sealed class RecipientModelTests
{
    private const long Second = UnixMicros.PerSecond;
    private const long Hour = 3_600 * Second;

    private static readonly FrequencyCap[] Caps = [new(2, 3_600), new(3, 86_400, CapScope.Sender), new(5, 3 * 86_400, CapScope.Account, Categories.Marketing)];

    private static readonly AccountPolicy Policy = Sample.Policy with { Caps = Caps, DuplicateSeconds = 1_800 };

    private static readonly string[] Senders = ["Shop", "Bank"];

    private enum Act
    {
        Send,
        Late,
        Stop,
        Start,
        Wait,
        JumpBack,
        Restart,
        GiveBack,
    }

    [Fact]
    public void No_sequence_breaks_a_cap_sends_in_quiet_hours_or_sends_after_a_stop() =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 1_000_000]).List[1, 120].Sample(
            steps =>
            {
                var run = new Run();
                foreach (var (act, number) in steps)
                {
                    run.Do(act, number);
                }
            },
            iter: 2_000);

    private sealed class Run
    {
        private readonly List<SendLogEntry> _sent = [];
        private readonly List<DecisionRequest> _waiting = [];
        private Recipient _recipient = new(RecipientState.Default);
        private long _now = Sample.At("2026-10-24T09:00:00Z");
        private bool _stopped;

        public Run() => Load();

        public void Do(Act act, int number)
        {
            switch (act)
            {
                case Act.Send:
                    var category = (MessageCategory)(number % 3);
                    Ask(new DecisionRequest(Sample.NextId(), Sample.London, category, Senders[number / 3 % 2], null, 1, number / 6 % 4, _now));
                    break;
                case Act.Late when _waiting.Count > 0:
                    var index = number % _waiting.Count;
                    var late = _waiting[index];
                    _waiting.RemoveAt(index);
                    Ask(late with { At = _now });
                    break;
                case Act.Stop:
                    _recipient.State = RecipientRules.Stop(_recipient.State, new OptOut(Sample.Account, _now, "msg_1", "STOP"));
                    _stopped = true;
                    break;
                case Act.Start:
                    _recipient.State = RecipientRules.Start(_recipient.State, Sample.Account);
                    _stopped = false;
                    break;
                case Act.Wait:
                    _now += number % (6 * 3_600) * Second;
                    break;
                case Act.JumpBack:
                    _now -= number % 7_200 * Second;
                    break;
                case Act.Restart:
                    _recipient = new Recipient(RecipientStateJson.Read(RecipientStateJson.Write(_recipient.State)));
                    Load();
                    break;
                case Act.GiveBack when _sent.Count > 0:
                    var ended = _sent[number % _sent.Count];
                    _sent.Remove(ended);
                    _recipient.Release(Sample.Account, ended.Message);
                    break;
            }
        }

        /// <summary>As after a restart: what is remembered is read from the rows of what was queued.</summary>
        private void Load()
        {
            var log = new SendLog(FrequencyCap.MaxSeconds);
            _sent.ForEach(entry => log.Add(entry));
            _recipient.SetLog(Sample.Account, log);
        }

        private void Ask(DecisionRequest request)
        {
            var decision = _recipient.Decide(Policy, in request, ComplianceData.Shipped);
            if (decision.Kind == DecisionKind.Hold)
            {
                Assert.True(decision.HeldUntil > _now);
                _waiting.Add(request);
            }

            if (decision.Kind != DecisionKind.Send)
            {
                Assert.NotNull(decision.Reason);
                return;
            }

            Assert.False(_stopped, "A message went after STOP.");
            Assert.InRange(decision.ValidUntil, _now + 1, _now + Hour);
            if (request.Category == MessageCategory.Marketing)
            {
                var local = TimeZoneInfo.ConvertTime(UnixMicros.ToTime(_now), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
                Assert.InRange(local.Hour, 8, 20);
            }

            Assert.DoesNotContain(_sent, entry => entry.TextHash == request.TextHash && entry.At > _now - (1_800 * Second));
            foreach (var cap in Caps)
            {
                Assert.True(!cap.Counts(request.Category) || Counted(cap, request) < cap.Count, $"{cap} is broken.");
            }

            _sent.Add(new SendLogEntry(request.Message, _now, request.Category, request.From, request.Program, request.TextHash));
        }

        private int Counted(FrequencyCap cap, DecisionRequest request) => _sent.Count(entry =>
            cap.Counts(entry.Category) && entry.At > _now - (cap.Seconds * Second) && (cap.Scope != CapScope.Sender || entry.From == request.From));
    }
}
