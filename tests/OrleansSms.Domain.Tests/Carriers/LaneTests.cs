using CsCheck;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class LaneTests
{
    [Fact]
    public void An_account_keeps_its_order() =>
        Gen.Select(Gen.Int[0, 2].Select(i => "abc"[i].ToString()), Gen.Int[1, 9]).List[1, 60].Sample(items =>
        {
            var lane = new Lane();
            var number = 0L;
            items.ForEach(item => lane.Enqueue(Queued.Message(++number, item.Item1, item.Item2)));
            var taken = TakeAll(lane);
            Assert.Equal(items.Count, taken.Count);
            foreach (var account in taken.GroupBy(message => message.Message.Account))
            {
                Assert.Equal(account.Select(message => message.Number()).Order(), account.Select(message => message.Number()));
            }
        });

    [Fact]
    public void While_two_accounts_wait_neither_gets_far_ahead_in_segments() =>
        Gen.Int[1, 25].Array[80].Sample(segments =>
        {
            var lane = new Lane();
            for (var i = 0; i < segments.Length; i++)
            {
                lane.Enqueue(Queued.Message(i + 1, i < segments.Length / 2 ? "a" : "b", segments[i]));
            }

            var sent = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 };
            var left = new Dictionary<string, int> { ["a"] = segments.Length / 2, ["b"] = segments.Length / 2 };
            while (left["a"] > 0 && left["b"] > 0)
            {
                var message = lane.Dequeue(0, out _)!;
                sent[message.Message.Account] += message.Message.Segments;
                left[message.Message.Account]--;

                // A long message may make a debt that is paid back by a turn of eight segments at a time: two of the longest, and a turn.
                Assert.InRange(Math.Abs(sent["a"] - sent["b"]), 0, 25 + 25 + 8);
            }
        });

    [Fact]
    public void A_message_whose_time_has_not_come_holds_back_its_account_only()
    {
        var lane = new Lane();
        lane.Enqueue(Queued.Message(1, "slow", notBefore: 100));
        lane.Enqueue(Queued.Message(2, "slow"));
        lane.Enqueue(Queued.Message(3, "quick"));

        Assert.Equal(3, lane.Dequeue(50, out _)!.Number());
        Assert.Null(lane.Dequeue(50, out var readyAt));
        Assert.Equal(100, readyAt);
        Assert.Equal([1, 2], TakeAll(lane, now: 100).Select(message => message.Number()));
    }

    [Fact]
    public void What_is_put_back_goes_first_and_the_oldest_of_it_before_the_others()
    {
        var lane = new Lane();
        for (var number = 1; number <= 4; number++)
        {
            lane.Enqueue(Queued.Message(number));
        }

        var first = lane.Dequeue(0, out _)!;
        var second = lane.Dequeue(0, out _)!;
        lane.PutBack(second);
        lane.PutBack(first);

        Assert.Equal([1, 2, 3, 4], TakeAll(lane).Select(message => message.Number()));
    }

    [Fact]
    public void An_empty_lane_says_that_nothing_will_be_ready_by_itself()
    {
        Assert.Null(new Lane().Dequeue(0, out var readyAt));
        Assert.Equal(long.MaxValue, readyAt);
    }

    [Fact]
    public void The_oldest_message_is_found_in_every_account()
    {
        var lane = new Lane();
        lane.Enqueue(Queued.Message(5, "a"));
        lane.Enqueue(Queued.Message(3, "b"));
        Assert.Equal(3, lane.OldestAt);
    }

    private static List<QueuedMessage> TakeAll(Lane lane, long now = 0)
    {
        var taken = new List<QueuedMessage>();
        while (lane.Dequeue(now, out _) is { } message)
        {
            taken.Add(message);
        }

        Assert.Equal(0, lane.Count);
        return taken;
    }
}
