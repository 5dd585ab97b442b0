using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class BindLanesTests
{
    private const MessageCategory Lane = MessageCategory.Transactional;

    [Fact]
    public void Authentication_goes_before_everything_that_waits()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1, category: MessageCategory.Marketing));
        lanes.Add(Queued.Message(2));
        lanes.Add(Queued.Message(3, category: MessageCategory.Authentication));
        Assert.Equal(3, Take(lanes));
    }

    [Fact]
    public void What_is_left_for_authentication_is_given_to_nobody_else()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        Assert.Null(lanes.Take(0, authenticationOnly: true, out _));
        Assert.Equal(1, Take(lanes));
    }

    [Fact]
    public void Marketing_is_never_starved()
    {
        var lanes = Loaded(100);
        for (var number = 1; number <= 40; number++)
        {
            lanes.Add(Queued.Message(number, category: number % 2 == 0 ? MessageCategory.Marketing : MessageCategory.Transactional));
        }

        var first = Enumerable.Range(0, 16).Select(_ => Take(lanes)).ToArray();
        Assert.Equal(2, first.Count(number => number % 2 == 0));
    }

    [Fact]
    public void A_message_that_is_canceled_in_its_lane_is_passed_over()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        lanes.Add(Queued.Message(2));

        Assert.True(lanes.Withdraw(Queued.Id(1)));
        lanes.Done(Queued.Id(1));

        Assert.Equal(2, Take(lanes));
        Assert.Null(Take(lanes));
    }

    [Fact]
    public void A_message_that_is_canceled_before_its_retry_is_passed_over()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        lanes.Delay(lanes.Take(0, false, out _)!, 50);

        Assert.True(lanes.Withdraw(Queued.Id(1)));
        lanes.Done(Queued.Id(1));

        lanes.Promote(50);
        Assert.Null(Take(lanes));
    }

    [Fact]
    public void A_message_that_has_been_taken_is_not_withdrawn()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        Take(lanes);
        Assert.False(lanes.Withdraw(Queued.Id(1)));
    }

    [Fact]
    public void A_cancel_that_could_not_be_written_leaves_the_message_in_its_lane()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        lanes.Withdraw(Queued.Id(1));
        lanes.Restore(Queued.Id(1));
        Assert.Equal(1, Take(lanes));
    }

    [Fact]
    public void A_cancel_that_could_not_be_written_has_a_message_fetched_that_was_passed_over_meanwhile()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        lanes.Withdraw(Queued.Id(1));
        Assert.Null(Take(lanes));

        lanes.Restore(Queued.Id(1));

        Assert.True(lanes.WantsPage(Lane));
        Fetch(lanes, Queued.Message(1));
        Assert.Equal(1, Take(lanes));
    }

    [Fact]
    public void A_message_that_was_fetched_and_sent_before_the_call_that_adds_it_is_not_sent_again()
    {
        var lanes = new BindLanes(100);
        Fetch(lanes, Queued.Message(1));
        Assert.Equal(1, Take(lanes));
        lanes.Done(Queued.Id(1));

        lanes.Add(Queued.Message(1));

        Assert.Null(Take(lanes));
    }

    [Fact]
    public void A_message_that_went_to_another_bind_may_come_back()
    {
        var lanes = new BindLanes(100);
        Fetch(lanes, Queued.Message(1));
        Take(lanes);
        lanes.Leave(Queued.Id(1));

        lanes.Add(Queued.Message(1));

        Assert.Equal(1, Take(lanes));
    }

    [Fact]
    public void Messages_before_a_retry_take_room_in_memory()
    {
        var lanes = Loaded(2);
        lanes.Add(Queued.Message(1));
        lanes.Add(Queued.Message(2));
        lanes.Delay(lanes.Take(0, false, out _)!, 50);
        lanes.Delay(lanes.Take(0, false, out _)!, 50);

        lanes.Add(Queued.Message(3));

        Assert.True(lanes.Spill(Lane).IsSpilled);
        Assert.False(lanes.WantsPage(Lane));
        Assert.Equal(0, lanes.Count);
    }

    [Fact]
    public void What_expires_while_it_waits_is_taken_out_of_the_middle()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1, expiresAt: 50));
        lanes.Add(Queued.Message(2, expiresAt: 100));
        lanes.Add(Queued.Message(3, account: "b", expiresAt: 50));
        lanes.Add(Queued.Message(4, expiresAt: 50));
        lanes.Delay(lanes.Take(0, false, out _)!, 1_000);

        Assert.Empty(lanes.TakeExpired(Lane, 49));
        Assert.Equal([1, 3, 4], lanes.TakeExpired(Lane, 50).Select(message => message.Number()).Order());
        Assert.Empty(lanes.TakeExpired(Lane, 99));
        Assert.Equal([2], lanes.TakeExpired(Lane, 100).Select(message => message.Number()));
        Assert.Null(Take(lanes));
        Assert.Equal(long.MaxValue, lanes.Promote(0));
    }

    [Fact]
    public void What_is_given_back_expires_too()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1, expiresAt: 50));
        var message = lanes.Take(0, false, out _)!;
        Assert.Empty(lanes.TakeExpired(Lane, 60));

        lanes.PutBack(message);

        Assert.Equal([1], lanes.TakeExpired(Lane, 60).Select(expired => expired.Number()));
    }

    [Fact]
    public void Of_what_another_bind_is_to_have_no_more_is_taken_than_was_asked_for_and_nothing_that_was_canceled()
    {
        var lanes = Loaded(100);
        for (var number = 1; number <= 5; number++)
        {
            lanes.Add(Queued.Message(number));
        }

        lanes.Withdraw(Queued.Id(1));
        lanes.Done(Queued.Id(1));
        lanes.Withdraw(Queued.Id(2));

        Assert.Equal([3, 4], lanes.TakeWhere(Lane, _ => true, 2).Select(message => message.Number()));
        Assert.Equal(2, lanes.Count);
        lanes.Restore(Queued.Id(2));
        Assert.Equal(2, Take(lanes));
        Assert.Equal(5, Take(lanes));
    }

    [Fact]
    public void A_message_that_the_store_shows_and_nobody_announced_is_a_stranger_unless_it_will_be_fetched()
    {
        var lanes = Loaded(2);
        Fetch(lanes, Queued.Message(3));
        lanes.BeginLook();
        Assert.True(lanes.IsStranger(Queued.Id(2)));
        Assert.False(lanes.Spill(Lane).WillFetch(Queued.Id(2)));
        lanes.AddLost(Queued.Message(2));
        Assert.False(lanes.IsStranger(Queued.Id(2)));

        lanes.Add(Queued.Message(5));

        Assert.True(lanes.Spill(Lane).WillFetch(Queued.Id(5)));
        Assert.False(lanes.Spill(Lane).WillFetch(Queued.Id(1)));
        lanes.EndLook();
    }

    [Fact]
    public void A_message_that_is_done_during_a_look_is_no_stranger_until_the_look_ends()
    {
        var lanes = Loaded(100);
        lanes.Add(Queued.Message(1));
        lanes.BeginLook();
        Take(lanes);
        lanes.Done(Queued.Id(1));
        Assert.False(lanes.IsStranger(Queued.Id(1)));
        lanes.EndLook();
        Assert.True(lanes.IsStranger(Queued.Id(1)));
    }

    [Fact]
    public void A_message_that_went_elsewhere_before_this_bind_heard_of_it_is_passed_over_when_it_does()
    {
        var lanes = Loaded(100);
        lanes.Seize(Queued.Id(1));
        Assert.False(lanes.Withdraw(Queued.Id(1)));
        lanes.Leave(Queued.Id(1));

        lanes.Add(Queued.Message(1));

        Assert.Null(Take(lanes));
    }

    [Fact]
    public void A_spilled_lane_knows_when_the_first_of_what_it_refused_expires()
    {
        var lanes = Loaded(1);
        lanes.Add(Queued.Message(1, expiresAt: 10));
        lanes.Add(Queued.Message(2, expiresAt: 30));
        lanes.Add(Queued.Message(3, expiresAt: 20));
        Assert.Equal(20, lanes.Spill(Lane).EarliestExpiry);
    }

    /// <summary>Lanes that have found an empty store.</summary>
    private static BindLanes Loaded(int capacity)
    {
        var lanes = new BindLanes(capacity);
        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            lanes.BeginPage(lane);
            lanes.AddPage(lane, [], true);
        }

        return lanes;
    }

    private static void Fetch(BindLanes lanes, params QueuedMessage[] page)
    {
        lanes.BeginPage(Lane);
        lanes.AddPage(Lane, page, true);
    }

    private static long? Take(BindLanes lanes) => lanes.Take(0, false, out _)?.Number();

    [Fact]
    public void A_small_account_does_not_wait_behind_a_backlog_that_memory_cannot_hold()
    {
        const int Capacity = 128;
        var lanes = new BindLanes(Capacity);
        lanes.AddPage(MessageCategory.Transactional, Begin(lanes), isLast: true);
        for (var number = 1; number <= 10 * Capacity; number++)
        {
            lanes.Add(Queued.Message(number, "blast"));
        }

        lanes.Add(Queued.Message(5_001, "small"));
        lanes.Add(Queued.Message(5_002, "small"));
        lanes.Add(Queued.Message(5_003, "small"));

        var first = Enumerable.Range(0, 20).Select(_ => lanes.Take(0, false, out var _)!.Number()).ToList();
        Assert.Contains(5_001, first);
        Assert.Contains(5_002, first);

        // It is spilled itself now, and what comes later does not overtake what is in the store.
        lanes.Add(Queued.Message(5_004, "small"));
        Assert.False(lanes.Knows(Queued.Id(5_003)));
        Assert.False(lanes.Knows(Queued.Id(5_004)));
    }

    [Fact]
    public void Many_small_accounts_find_room_beyond_the_capacity_and_that_has_a_bound()
    {
        const int Capacity = 128;
        var lanes = new BindLanes(Capacity);
        lanes.AddPage(MessageCategory.Transactional, Begin(lanes), isLast: true);
        for (var number = 1; number <= 10 * Capacity; number++)
        {
            lanes.Add(Queued.Message(number, number <= 2 * Capacity ? "blast" : $"small {number}"));
        }

        Assert.Equal(Capacity + (Capacity / 4), lanes.Count);
    }

    [Fact]
    public void While_a_lane_starts_nobody_passes_what_the_store_may_hold_of_him()
    {
        var lanes = new BindLanes(128);

        lanes.Add(Queued.Message(2, "small"));

        Assert.False(lanes.Knows(Queued.Id(2)));
    }

    private static QueuedMessage[] Begin(BindLanes lanes)
    {
        lanes.BeginPage(MessageCategory.Transactional);
        return [];
    }
}
