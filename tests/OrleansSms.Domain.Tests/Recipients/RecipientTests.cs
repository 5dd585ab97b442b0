using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Tests.Recipients;

public sealed class RecipientTests
{
    private static readonly RecipientCap OnceADay = new(1, 86_400);

    private readonly Recipient _recipient = new(RecipientState.Default);
    private ulong _last;

    [Fact]
    public void A_window_is_needed_once_and_only_for_what_counts()
    {
        Assert.False(_recipient.NeedsWindow(Request()));
        Assert.False(_recipient.NeedsWindow(Request() with { Cap = OnceADay, Category = MessageCategory.Authentication }));
        Assert.True(_recipient.NeedsWindow(Request() with { Cap = OnceADay }));

        _recipient.SetWindow("a", new RollingWindow());

        Assert.False(_recipient.NeedsWindow(Request() with { Cap = OnceADay }));
        Assert.True(_recipient.NeedsWindow(Request() with { Cap = OnceADay, Account = "b" }));
    }

    [Fact]
    public void A_yes_takes_a_place_which_can_be_given_back_and_a_question_takes_none()
    {
        _recipient.SetWindow("a", new RollingWindow());
        var first = Request() with { Cap = OnceADay };
        var second = Request() with { Cap = OnceADay };

        Assert.Equal(DecisionKind.Send, _recipient.Decide(second with { DryRun = true }).Kind);
        Assert.Equal(DecisionKind.Send, _recipient.Decide(first).Kind);
        Assert.Equal(DecisionKind.Send, _recipient.Decide(first).Kind);
        Assert.Equal(DecisionKind.Hold, _recipient.Decide(second).Kind);
        _recipient.Release("a", first.Message);
        Assert.Equal(DecisionKind.Send, _recipient.Decide(second).Kind);
    }

    [Fact]
    public void Long_messages_of_one_originator_get_references_one_after_the_other()
    {
        var first = _recipient.Decide(Request() with { Segments = 2 }).ConcatenationReference;
        _recipient.Decide(Request() with { Segments = 2, From = "Other" });
        _recipient.Decide(Request());

        Assert.Equal((byte)(first + 1), _recipient.Decide(Request() with { Segments = 2 }).ConcatenationReference);
    }

    [Fact]
    public void The_account_that_sent_last_is_remembered_and_one_that_only_asked_is_not()
    {
        Assert.Null(_recipient.LastAccount);
        _recipient.Decide(Request());
        _recipient.Decide(Request() with { Account = "b", DryRun = true });
        Assert.Equal("a", _recipient.LastAccount);
    }

    [Fact]
    public void Every_number_has_a_shard_and_neighbours_are_spread()
    {
        var shards = Enumerable.Range(0, 100_000).Select(i => RecipientShard.Of(new Msisdn(447700900000 + i))).ToArray();

        Assert.All(shards, shard => Assert.InRange(shard, 0, RecipientShard.Count - 1));
        Assert.All(shards.CountBy(shard => shard), pair => Assert.InRange(pair.Value, 100_000 / RecipientShard.Count / 2, 100_000 / RecipientShard.Count * 2));
    }

    private DecisionRequest Request() => new(
        new MessageId(new SortableId(++_last, 1)), new Msisdn(447700900123), "a", MessageCategory.Marketing, "Shop", 1, null, 1_000_000);
}
