using CsCheck;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Tests.Carriers;

namespace OrleansSms.Domain.Tests.Campaigns;

public sealed class CampaignTallyTests
{
    [Fact]
    public void Every_breakdown_adds_up_to_the_total_and_a_tally_that_was_kept_goes_on_as_if_it_had_not_been() =>
        Gen.Select(Gen.Enum<MessageStatus>(), Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 1]).Array[0, 60].Sample(steps =>
        {
            var whole = new CampaignTallying(new CampaignTally { Campaign = "cmp_1" }, 3);
            var kept = new CampaignTallying(new CampaignTally { Campaign = "cmp_1" }, 3);
            for (var i = 0; i < steps.Length; i++)
            {
                var (status, variant, wasSent, country) = steps[i];
                var happened = new LoggedEvent { Type = EventTypes.For(status), At = i * 900_000_000L };
                var record = Record(status, (byte)variant, wasSent ? i : null);
                whole.Add(happened, record, country == 0 ? "GB" : "");
                kept = new CampaignTallying(kept.ToTally(), 3);
                kept.Add(happened, record, country == 0 ? "GB" : "");
            }

            var tally = whole.ToTally();
            Assert.Equivalent(tally, kept.ToTally(), strict: true);
            Assert.Equal(tally.Total, Sum(tally.Variants));
            Assert.Equal(tally.Total, Sum(tally.Countries.Values));
            Assert.Equal(tally.Total, Sum(tally.Hours.Values));
            Assert.Equal(
                tally.Reasons.Values.Sum(),
                tally.Total.Undelivered + tally.Total.Failed + tally.Total.Expired + tally.Total.Canceled + tally.Total.Suppressed);
        });

    [Fact]
    public void A_message_whose_receipt_overtook_the_carriers_answer_was_sent()
    {
        var tally = new CampaignTallying(new CampaignTally { Campaign = "cmp_1" }, 1);

        tally.Add(new LoggedEvent { Type = EventType.MessageDelivered, At = 1 }, Record(MessageStatus.Delivered, 0, sentAt: null), "GB");

        Assert.Equal((1, 1), (tally.Total.Sent, tally.Total.Delivered));
    }

    [Fact]
    public void A_message_whose_fate_is_uncertain_waits_no_more_and_counts_once_when_it_is_known()
    {
        var tally = new CampaignTallying(new CampaignTally { Campaign = "cmp_1" }, 1);
        var progress = new CampaignProgress { Campaign = "cmp_1", Accepted = [new AcceptedCounts(3, 3)] };
        tally.Add(new LoggedEvent { Type = EventType.MessageSent, At = 1 }, Record(MessageStatus.Sent, 0, sentAt: 1, number: 2), "GB");
        Assert.Equal(2, progress.WaitingBy(tally.ToTally()));

        tally.Add(new LoggedEvent { Type = EventType.MessageUncertain, At = 1 }, Record(MessageStatus.Sending, 0, sentAt: null), "GB");
        Assert.Equal((1, 1), (progress.WaitingBy(tally.ToTally()), tally.ToTally().Uncertain.Count));

        tally = new CampaignTallying(tally.ToTally(), 1);
        tally.Add(new LoggedEvent { Type = EventType.MessageFailed, At = 2, Reason = "uncertain" }, Record(MessageStatus.Failed, 0, sentAt: null), "GB");
        Assert.Equal((1, 0), (progress.WaitingBy(tally.ToTally()), tally.ToTally().Uncertain.Count));
        Assert.Equal((1, 1), (tally.Total.Failed, tally.ToTally().Reasons["failed: uncertain"]));
    }

    [Fact]
    public void Beyond_the_limit_what_is_uncertain_goes_on_waiting()
    {
        var tally = new CampaignTallying(new CampaignTally { Campaign = "cmp_1" }, 1);
        for (var number = 1; number <= CampaignLimits.MaxUncertain + 5; number++)
        {
            tally.Add(new LoggedEvent { Type = EventType.MessageUncertain, At = 1 }, Record(MessageStatus.Sending, 0, sentAt: null, number), "GB");
        }

        var progress = new CampaignProgress { Campaign = "cmp_1", Accepted = [new AcceptedCounts(CampaignLimits.MaxUncertain + 5, 0)] };
        Assert.Equal(5, progress.WaitingBy(tally.ToTally()));
    }

    private static CampaignCounts Sum(IEnumerable<CampaignCounts> parts) => parts.Aggregate(CampaignCounts.None, static (sum, part) => sum.Plus(part));

    private static MessageRecord Record(MessageStatus status, byte variant, long? sentAt, int number = 1) => new()
    {
        Message = Queued.Message(1).Message with { Campaign = "cmp_1", Variant = variant, Id = new MessageId(new SortableId(1, (ulong)number)) },
        Status = status,
        SentAt = sentAt,
        Bind = new BindKey("north", 0),
    };
}
