using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Submission;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Submission;

public sealed class PlacementTests
{
    private const long Now = 1_800_000_000_000_000;

    private static readonly BindKey Bind = new("acme", 0);

    private static readonly Message Message = new()
    {
        Id = new MessageId(new SortableId(1, 1)),
        Account = "acc",
        To = new Msisdn(447700900123),
        From = "Shop",
        Body = "Hello",
        CreatedAt = Now,
        ExpiresAt = Now + 60_000_000,
    };

    [Fact]
    public void A_message_that_may_go_is_queued_at_its_bind()
    {
        var row = Place(new Decision(DecisionKind.Send), Bind, null);
        Assert.Equal((MessageStatus.Queued, Bind), (row.Status, row.Bind));
        Assert.Equal([TimelineKind.Accepted, TimelineKind.Decided, TimelineKind.Queued], row.Timeline.Select(entry => entry.Kind));
    }

    [Fact]
    public void A_message_for_one_who_opted_out_ends_at_once_even_if_it_was_for_later()
    {
        var row = Place(new Decision(DecisionKind.Suppress, "opted_out", new DecisionEvidence { Detail = "stop", Record = "msg_1" }), null, Now + 1);
        Assert.Equal((MessageStatus.Suppressed, "opted_out"), (row.Status, row.Reason));
        Assert.Equal("suppress: opted_out (stop, msg_1)", row.Timeline[1].Detail);
    }

    [Fact]
    public void A_message_for_later_waits_for_its_time()
    {
        var row = Place(new Decision(DecisionKind.Send), null, Now + 60_000_000);
        Assert.Equal((MessageStatus.Scheduled, Now + 60_000_000), (row.Status, row.DueAt));
        Assert.Equal("2027-01-15T08:01:00Z", row.Timeline[^1].Detail);
    }

    [Fact]
    public void A_message_over_the_cap_is_held_until_there_is_room()
    {
        var row = Place(new Decision(DecisionKind.Hold, "frequency_cap", HeldUntil: Now + 5), null, null);
        Assert.Equal((MessageStatus.Held, "frequency_cap", Now + 5), (row.Status, row.Reason, row.DueAt));
    }

    [Fact]
    public void A_message_that_no_carrier_takes_fails()
    {
        var row = Place(new Decision(DecisionKind.Send), null, null);
        Assert.Equal((MessageStatus.Failed, Placement.NoRoute), (row.Status, row.Reason));
    }

    [Fact]
    public void A_held_message_is_looked_at_when_its_validity_ends_if_it_may_go_only_later()
    {
        var row = Place(new Decision(DecisionKind.Hold, "quiet_hours", HeldUntil: Now + 90_000_000), null, null);
        Assert.Equal(Message.ExpiresAt, row.DueAt);
    }

    private static NewMessage Place(Decision decision, BindKey? bind, long? sendAt) =>
        Placement.Of(Message, decision, DecisionWords.Describe(decision), bind, sendAt);
}
