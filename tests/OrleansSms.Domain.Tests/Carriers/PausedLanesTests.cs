using CsCheck;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class PausedLanesTests
{
    private const MessageCategory Lane = MessageCategory.Marketing;
    private const string Spring = "cmp_spring";

    [Fact]
    public void Two_campaigns_of_one_account_take_turns()
    {
        var lanes = Empty();
        for (var number = 1; number <= 200; number++)
        {
            lanes.Add(Of(number <= 100 ? Spring : "cmp_autumn", number));
        }

        var first = Enumerable.Range(0, 80).Select(_ => lanes.Take(0, false, out var _)!.Message.Campaign).ToList();

        Assert.Equal(40, first.Count(campaign => campaign == Spring));
    }

    [Fact]
    public void What_is_paused_is_not_taken_and_takes_no_room()
    {
        var lanes = Empty(capacity: 4);
        for (var number = 1; number <= 4; number++)
        {
            lanes.Add(Of(Spring, number));
        }

        lanes.Pause(Spring);
        lanes.Add(Of(Spring, 5));
        lanes.Add(Of("cmp_autumn", 6));

        Assert.Equal([6], TakeAll(lanes));
        Assert.False(lanes.WantsPage(Lane));
    }

    [Fact]
    public void What_was_paused_is_read_from_the_store_again()
    {
        var lanes = Empty();
        QueuedMessage[] store = [Of(Spring, 1), Of(Spring, 2)];
        lanes.Add(store[0]);
        lanes.Pause(Spring);
        lanes.Add(store[1]);

        lanes.Resume(Spring);

        Assert.True(lanes.WantsPage(Lane));
        Fetch(lanes, store);
        Assert.Equal([1, 2], TakeAll(lanes));
    }

    [Fact]
    public void What_was_in_hand_when_its_campaign_was_paused_stays_in_the_store()
    {
        var lanes = Empty();
        lanes.Add(Of(Spring, 1));
        var taken = lanes.Take(0, false, out _)!;

        lanes.Pause(Spring);
        lanes.PutBack(taken);

        Assert.Empty(TakeAll(lanes));
        lanes.Resume(Spring);
        Fetch(lanes, taken);
        Assert.Equal([1], TakeAll(lanes));
    }

    [Fact]
    public void The_rest_of_a_message_that_a_carrier_has_a_part_of_goes()
    {
        var lanes = Empty();
        lanes.Pause(Spring);

        lanes.Add(Of(Spring, 1) with { SentMask = 1 });

        Assert.Equal([1], TakeAll(lanes));
    }

    [Fact]
    public void A_lane_knows_when_what_is_paused_expires()
    {
        var lanes = Empty();
        lanes.Add(Of(Spring, 1, expiresAt: 50));

        lanes.Pause(Spring);

        Assert.Equal(50, lanes.Spill(Lane).EarliestExpiry);
    }

    [Fact]
    public void Whatever_is_paused_and_resumed_each_message_is_taken_once() =>
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 4]).Array[1, 60].Sample(steps =>
        {
            var lanes = Empty(capacity: 8);
            string[] campaigns = [Spring, "cmp_autumn"];
            var store = new SortedDictionary<long, QueuedMessage>();
            var taken = new List<long>();
            var number = 0L;
            foreach (var (campaign, step) in steps)
            {
                switch (step)
                {
                    case 0:
                        lanes.Pause(campaigns[campaign]);
                        break;
                    case 1:
                        lanes.Resume(campaigns[campaign]);
                        break;
                    case 2:
                        store.Add(++number, Of(campaigns[campaign], number));
                        lanes.Add(store[number]);
                        break;
                    default:
                        Send(lanes, store, taken);
                        break;
                }
            }

            Array.ForEach(campaigns, lanes.Resume);
            while (store.Count > 0)
            {
                var before = store.Count;
                Send(lanes, store, taken);
                Assert.True(store.Count < before, "Something in the store is never taken.");
            }

            Assert.Equal(taken.Count, taken.Distinct().Count());
            Assert.Equal(number, taken.Count);
        });

    /// <summary>Fetches what the lane wants, and sends one message.</summary>
    private static void Send(BindLanes lanes, SortedDictionary<long, QueuedMessage> store, List<long> taken)
    {
        if (lanes.WantsPage(Lane))
        {
            var after = lanes.Spill(Lane).After?.Key ?? 0;
            var page = store.Where(row => row.Key > after).Select(row => row.Value).Take(lanes.PageCapacity).ToArray();
            lanes.BeginPage(Lane);
            lanes.AddPage(Lane, page, page.Length < lanes.PageCapacity);
        }

        if (lanes.Take(0, false, out _) is { } message)
        {
            taken.Add(message.Number());
            store.Remove(message.Number());
            lanes.Done(message.Message.Id);
        }
    }

    private static List<long> TakeAll(BindLanes lanes)
    {
        var taken = new List<long>();
        while (lanes.Take(0, false, out _) is { } message)
        {
            taken.Add(message.Number());
        }

        return taken;
    }

    private static void Fetch(BindLanes lanes, params QueuedMessage[] page)
    {
        lanes.BeginPage(Lane);
        lanes.AddPage(Lane, page, true);
    }

    private static QueuedMessage Of(string campaign, long number, long expiresAt = long.MaxValue)
    {
        var queued = Queued.Message(number, category: Lane, expiresAt: expiresAt);
        return queued with { Message = queued.Message with { Campaign = campaign } };
    }

    private static BindLanes Empty(int capacity = 1_000)
    {
        var lanes = new BindLanes(capacity);
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            lanes.BeginPage(lane);
            lanes.AddPage(lane, [], true);
        }

        return lanes;
    }
}
