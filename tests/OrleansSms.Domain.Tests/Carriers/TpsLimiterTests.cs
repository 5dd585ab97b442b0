using OrleansSms.Domain.Carriers;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class TpsLimiterTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(333)]
    [InlineData(2_000)]
    public void The_configured_rate_is_kept_over_time(int tps)
    {
        var limiter = new TpsLimiter(tps, 0);
        var sent = SendFor(limiter, 0, 20 * Second);
        Assert.InRange(sent, (20 * tps) - 1, (20 * tps) + Math.Max(1, tps / 50) + 1);
    }

    [Fact]
    public void A_carrier_that_refuses_the_excess_is_kept_busy_just_below_its_limit()
    {
        const int allowed = 500;
        var (accepted, refused) = Offer(new TpsLimiter(0, 0), 60, second => allowed);

        Assert.InRange(accepted, allowed * 60 * 0.95, allowed * 60);
        Assert.InRange(refused, 1, (accepted * 0.02) + FirstBurst);
    }

    [Fact]
    public void A_carrier_that_begins_to_refuse_is_met_at_its_new_limit_within_seconds()
    {
        var (accepted, refused) = Offer(new TpsLimiter(0, 0), 30, second => second < 5 ? 5_000 : 500);

        Assert.InRange(accepted, (5 * 5_000 * 0.9) + (25 * 500 * 0.95), (5 * 5_000) + (25 * 500));
        Assert.InRange(refused, 1, (accepted * 0.02) + FirstBurst);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Neither_do_answers_that_stall_make_it_think_less_of_the_carrier(int seed)
    {
        const int allowed = 500;
        var random = new Random(seed);
        var (accepted, refused) = Offer(new TpsLimiter(0, 0), 120, second => allowed, stall: () => random.Next(2_000) == 0 ? random.Next(80_000) : 0);

        Assert.InRange(accepted, allowed * 120 * 0.95, allowed * 120);
        Assert.InRange(refused, 1, (accepted * 0.02) + FirstBurst);
    }

    [Fact]
    public void One_refusal_of_an_almost_idle_bind_does_not_hold_up_what_comes_after_it()
    {
        var limiter = new TpsLimiter(0, 0);
        SendOne(limiter, Second);
        limiter.Take(1, 2 * Second);
        limiter.Throttled(false, 2 * Second, 2 * Second);

        Assert.InRange(limiter.EffectiveTps, 1, 20);
        SendFor(limiter, 2 * Second, 7 * Second);
        Assert.Equal("unlimited", limiter.ReasonAt(7 * Second));
    }

    [Fact]
    public void Neither_does_a_second_one_while_it_still_sends_less_than_it_might()
    {
        var limiter = new TpsLimiter(0, 0);
        SendOne(limiter, Second);
        limiter.Take(1, 2 * Second);
        limiter.Throttled(false, 2 * Second, 2 * Second);
        SendFor(limiter, 2 * Second, 3 * Second);
        limiter.Available(5 * Second);
        limiter.Take(1, 5 * Second);
        limiter.Throttled(false, 5 * Second, 5 * Second);

        Assert.True(limiter.IsLowered);
        SendFor(limiter, 5 * Second, 12 * Second);
        Assert.Equal("unlimited", limiter.ReasonAt(12 * Second));
    }

    [Fact]
    public void A_carrier_that_refuses_everything_is_left_in_peace_and_served_again_soon_after()
    {
        var limiter = new TpsLimiter(1_000, 0);
        Offer(limiter, 9, second => second is >= 1 and < 4 ? 0 : 1_000, (now, reason) =>
        {
            if (now is >= 3 * Second and < 4 * Second)
            {
                Assert.InRange(limiter.EffectiveTps, 1, 100);
                Assert.Equal("throttled", reason);
            }
        });
        Assert.InRange(limiter.EffectiveTps, 900, 1_000);
    }

    [Fact]
    public void Many_refusals_of_what_was_on_its_way_count_once()
    {
        var limiter = new TpsLimiter(100, 0);
        SendFor(limiter, 0, 2 * Second);
        for (var answer = 0; answer < 50; answer++)
        {
            limiter.Throttled(false, (2 * Second) - answer, (2 * Second) + answer);
        }

        Assert.InRange(limiter.EffectiveTps, 95, 99);
        var once = limiter.EffectiveTps;
        limiter.Throttled(false, (2 * Second) + 200_000, (2 * Second) + 200_001);
        Assert.Equal(once, limiter.EffectiveTps);
    }

    [Fact]
    public void The_configured_rate_comes_back_when_the_carrier_is_content()
    {
        var limiter = new TpsLimiter(100, 0);
        SendFor(limiter, 0, 2 * Second);
        limiter.Throttled(false, 2 * Second, 2 * Second);
        limiter.Available((2 * Second) + 310_000);
        Assert.Equal("throttled", limiter.ReasonAt((2 * Second) + 310_000));
        SendFor(limiter, 2 * Second, 8 * Second);
        Assert.Equal("carrier_limit", limiter.ReasonAt(8 * Second));

        SendFor(limiter, 8 * Second, 30 * Second);

        Assert.Equal(100, limiter.EffectiveTps);
        Assert.Equal("configured", limiter.ReasonAt(30 * Second));
    }

    [Fact]
    public void A_bind_without_a_limit_gets_one_while_it_is_throttled_and_loses_it_again()
    {
        var limiter = new TpsLimiter(0, 0);
        Assert.Equal("unlimited", limiter.ReasonAt(0));
        limiter.Take(400, 0);

        limiter.Throttled(false, 1, 100);
        Assert.Equal(200, limiter.EffectiveTps);
        Assert.Equal("throttled", limiter.ReasonAt(100));

        SendFor(limiter, Second, 120 * Second);
        Assert.Equal("unlimited", limiter.ReasonAt(120 * Second));
        Assert.Equal(int.MaxValue, limiter.Available(121 * Second));
    }

    [Theory]
    [InlineData(false, 100_000)]
    [InlineData(true, 1_000_000)]
    public void Nothing_goes_out_during_the_pause(bool queueFull, long pause)
    {
        var limiter = new TpsLimiter(0, 0);
        limiter.Take(10, 0);
        limiter.Throttled(queueFull, 0, 0);
        Assert.Equal(0, limiter.Available(pause - 1));
        Assert.True(limiter.ReadyAt(1) >= pause);
    }

    [Fact]
    public void After_the_pause_one_goes_alone_until_it_is_taken_or_another_pause_is_over()
    {
        const long pause = 100_000;
        const long refused = 2 * Second;
        var limiter = new TpsLimiter(1_000, 0);
        SendFor(limiter, 0, refused);
        limiter.Throttled(false, refused, refused);

        Assert.Equal(1, limiter.Available(refused + pause));
        limiter.Take(1, refused + pause);
        Assert.Equal(0, limiter.Available(refused + (2 * pause) - 1));
        Assert.Equal(1, limiter.Available(refused + (2 * pause)));
        limiter.Take(1, refused + (2 * pause));
        limiter.Accepted(1, refused + (2 * pause), refused + (2 * pause) + 1);

        Assert.InRange(limiter.Available(refused + (3 * pause)), 2, 20);
    }

    [Fact]
    public void The_rate_never_falls_to_nothing()
    {
        var limiter = new TpsLimiter(100, 0);
        for (var second = 1; second <= 60; second++)
        {
            limiter.Throttled(false, second * Second, second * Second);
        }

        Assert.Equal(1, limiter.EffectiveTps);
    }

    [Fact]
    public void When_it_is_ready_something_may_go()
    {
        var limiter = new TpsLimiter(3, 0);
        var now = 0L;
        for (var sent = 0; sent < 30; sent++)
        {
            now = limiter.ReadyAt(now);
            Assert.True(limiter.Available(now) >= 1);
            limiter.Take(1, now);
        }

        Assert.InRange(now, 9 * Second, 10 * Second);
    }

    private static void SendOne(TpsLimiter limiter, long now)
    {
        limiter.Take(1, now);
        limiter.Accepted(1, now, now);
    }

    private static int SendFor(TpsLimiter limiter, long from, long until)
    {
        var sent = 0;
        for (var now = from; now < until; now += 500)
        {
            var room = Math.Min(limiter.Available(now), 1_000);
            limiter.Take(room, now);
            limiter.Accepted(room, now, now);
            sent += room;
        }

        return sent;
    }

    [Fact]
    public void An_idle_unlimited_bind_that_was_throttled_once_is_unlimited_again()
    {
        var limiter = new TpsLimiter(0, Second);
        limiter.Take(1, 10 * Second);
        limiter.Throttled(queueFull: false, 10 * Second, 10 * Second);
        Assert.True(limiter.IsLowered);
        for (var second = 11; second < 100; second++)
        {
            limiter.Available(second * Second);
        }

        Assert.Equal(0, limiter.EffectiveTps);
        Assert.False(limiter.IsLowered);
    }

    /// <summary>What the first burst of a bind without a limit may have on its way: a window of 100.</summary>
    private const int FirstBurst = 100;

    /// <summary>A carrier that allows so much in each second of its clock, and answers after 10 ms, and what stalls it.</summary>
    private static (int Accepted, int Refused) Offer(
        TpsLimiter limiter, int seconds, Func<double, int> allowed, Action<long, string>? look = null, Func<int>? stall = null)
    {
        const long step = 500;
        const long roundTrip = 10_000;
        var underWay = new Queue<long>();
        var (accepted, refused, inSecond) = (0, 0, 0);
        var standsUntil = 0L;
        for (var now = 0L; now < seconds * Second; now += step)
        {
            inSecond = now % Second == 0 ? 0 : inSecond;
            standsUntil = Math.Max(standsUntil, now + (stall?.Invoke() ?? 0));
            while (now >= standsUntil && underWay.TryPeek(out var sentAt) && sentAt + roundTrip <= now)
            {
                underWay.Dequeue();
                if (inSecond < allowed(now / (double)Second))
                {
                    inSecond++;
                    accepted++;
                    limiter.Accepted(1, sentAt, now);
                }
                else
                {
                    refused++;
                    limiter.Throttled(false, sentAt, now);
                }
            }

            for (var room = Math.Min(limiter.Available(now), FirstBurst - underWay.Count); room > 0; room--)
            {
                limiter.Take(1, now);
                underWay.Enqueue(now);
            }

            look?.Invoke(now, limiter.ReasonAt(now));
        }

        return (accepted, refused);
    }
}
