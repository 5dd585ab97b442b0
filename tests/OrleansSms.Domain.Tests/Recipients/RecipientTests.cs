using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Tests.Compliance;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientTests
{
    private const string Noon = "2026-06-10T12:00:00Z";

    private static readonly AccountPolicy OnceADay = Sample.Policy with { Caps = [new FrequencyCap(1, 86_400)] };

    private readonly Recipient _recipient = new(RecipientState.Default);

    [Fact]
    public void A_log_is_needed_once_and_only_for_what_counts()
    {
        Assert.False(Needs(Sample.Policy, Request()));
        Assert.False(Needs(OnceADay, Request() with { Category = MessageCategory.Authentication }));
        Assert.True(Needs(OnceADay, Request()));

        _recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));

        Assert.False(Needs(OnceADay, Request()));
        Assert.True(Needs(OnceADay with { Account = "acc_other" }, Request()));
    }

    [Fact]
    public void A_log_is_needed_where_the_law_sets_a_cap() => Assert.True(Needs(Sample.Policy, Request() with { To = Sample.Miami }));

    [Fact]
    public void A_yes_takes_a_place_which_can_be_given_back_and_a_question_takes_none()
    {
        _recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));
        var first = Request();
        var second = Request();

        Assert.Equal(DecisionKind.Send, Decide(OnceADay, second with { DryRun = true }).Kind);
        Assert.Equal(DecisionKind.Send, Decide(OnceADay, first).Kind);
        Assert.Equal(DecisionKind.Send, Decide(OnceADay, first).Kind);
        Assert.Equal(DecisionKind.Hold, Decide(OnceADay, second).Kind);
        _recipient.Release(Sample.Account, first.Message);
        Assert.Equal(DecisionKind.Send, Decide(OnceADay, second).Kind);
    }

    [Fact]
    public void A_message_that_is_held_when_it_is_decided_again_gives_its_place_back()
    {
        _recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));
        var first = Request();
        Decide(OnceADay, first);

        Assert.Equal(Reasons.QuietHours, Decide(OnceADay, first with { At = Sample.At("2026-06-10T23:00:00Z") }).Reason);
        Assert.Equal(DecisionKind.Send, Decide(OnceADay, Request() with { At = Sample.At("2026-06-11T08:00:00Z") }).Kind);
    }

    [Fact]
    public void A_message_that_is_allowed_again_after_a_wait_counts_from_then_on()
    {
        _recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));
        var first = Request() with { At = Sample.At("2026-06-10T09:00:00Z") };
        Decide(OnceADay, first);
        Decide(OnceADay, first with { At = Sample.At("2026-06-10T15:00:00Z") });

        var second = Decide(OnceADay, Request() with { At = Sample.At("2026-06-11T10:00:00Z") });

        Assert.Equal((DecisionKind.Hold, Sample.At("2026-06-11T15:00:00Z")), (second.Kind, second.HeldUntil));
    }

    [Fact]
    public void A_log_is_read_again_when_a_clock_that_was_far_ahead_is_set_right_and_keeps_what_is_not_durable_yet()
    {
        _recipient.SetLog(Sample.Account, new SendLog(FrequencyCap.MaxSeconds));
        var first = Request();
        Decide(OnceADay, first);
        var wrong = Request() with { At = Sample.At("2026-09-10T12:00:00Z") };
        Decide(OnceADay, wrong);

        Assert.True(Needs(OnceADay, Request()));
        var log = new SendLog(FrequencyCap.MaxSeconds);
        log.Add(SendLogEntry.Of(first));
        _recipient.SetLog(Sample.Account, log);

        Assert.False(Needs(OnceADay, Request()));
        Assert.Equal(DecisionKind.Hold, Decide(OnceADay, Request()).Kind);
        _recipient.Release(Sample.Account, first.Message);
        Assert.Equal(DecisionKind.Hold, Decide(OnceADay, Request()).Kind);
        _recipient.Release(Sample.Account, wrong.Message);
        Assert.Equal(DecisionKind.Send, Decide(OnceADay, Request()).Kind);
    }

    [Fact]
    public void Help_is_given_again_when_the_clock_was_set_back()
    {
        Assert.True(_recipient.MayAnswer(AnswerKind.Help, Sample.At(Noon)));
        Assert.False(_recipient.MayAnswer(AnswerKind.Help, Sample.At(Noon) + 1));
        Assert.True(_recipient.MayAnswer(AnswerKind.Help, Sample.At("2026-06-10T09:00:00Z")));
        Assert.False(_recipient.MayAnswer(AnswerKind.Help, Sample.At("2026-06-10T09:04:59Z")));
    }

    [Fact]
    public void Long_messages_of_one_originator_get_references_one_after_the_other()
    {
        var first = Decide(Sample.Policy, Request() with { Segments = 2 }).ConcatenationReference;
        Decide(Sample.Policy, Request() with { Segments = 2, From = "Other" });
        Decide(Sample.Policy, Request());

        Assert.Equal((byte)(first + 1), Decide(Sample.Policy, Request() with { Segments = 2 }).ConcatenationReference);
    }

    [Fact]
    public void The_account_that_sent_last_is_remembered_and_one_that_only_asked_is_not()
    {
        Assert.Null(_recipient.LastAccount);
        Decide(Sample.Policy, Request());
        Decide(Sample.Policy with { Account = "acc_other" }, Request() with { DryRun = true });
        Assert.Equal(Sample.Account, _recipient.LastAccount);
    }

    [Fact]
    public void Every_number_has_a_shard_and_neighbours_are_spread()
    {
        var shards = Enumerable.Range(0, 100_000).Select(i => RecipientShard.Of(new Msisdn(447700900000 + i))).ToArray();

        Assert.All(shards, shard => Assert.InRange(shard, 0, RecipientShard.Count - 1));
        Assert.All(shards.CountBy(shard => shard), pair => Assert.InRange(pair.Value, 100_000 / RecipientShard.Count / 2, 100_000 / RecipientShard.Count * 2));
    }

    private bool Needs(AccountPolicy policy, DecisionRequest request) => _recipient.NeedsLog(policy, in request, ComplianceData.Shipped);

    private Decision Decide(AccountPolicy policy, DecisionRequest request) => _recipient.Decide(policy, in request, ComplianceData.Shipped, epoch: 1);

    private static DecisionRequest Request() => Sample.Request(Sample.London, Noon);
}
