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
    public void A_burst_of_throttle_answers_halves_the_rate_once()
    {
        var limiter = new TpsLimiter(100, 0);
        SendFor(limiter, 0, 2 * Second);

        for (var answer = 0; answer < 50; answer++)
        {
            limiter.Throttled(false, (2 * Second) + answer);
        }

        Assert.InRange(limiter.EffectiveTps, 45, 55);
        Assert.Equal("throttled", limiter.ReasonAt(2 * Second));
        limiter.Throttled(false, 3 * Second);
        Assert.InRange(limiter.EffectiveTps, 1, 30);
    }

    [Fact]
    public void The_rate_comes_back_when_the_carrier_is_content()
    {
        var limiter = new TpsLimiter(100, 0);
        SendFor(limiter, 0, 2 * Second);
        limiter.Throttled(false, 2 * Second);
        SendFor(limiter, 2 * Second, 4 * Second);
        Assert.Equal("recovering", limiter.ReasonAt(4 * Second));

        SendFor(limiter, 4 * Second, 30 * Second);

        Assert.Equal(100, limiter.EffectiveTps);
        Assert.Equal("configured", limiter.ReasonAt(30 * Second));
    }

    [Fact]
    public void A_bind_without_a_limit_gets_one_while_it_is_throttled_and_loses_it_again()
    {
        var limiter = new TpsLimiter(0, 0);
        Assert.Equal("unlimited", limiter.ReasonAt(0));
        limiter.Take(400, 0);

        limiter.Throttled(false, 100);
        Assert.Equal(200, limiter.EffectiveTps);
        Assert.Equal("throttled", limiter.ReasonAt(100));

        SendFor(limiter, Second, 60 * Second);
        Assert.Equal("unlimited", limiter.ReasonAt(60 * Second));
        Assert.Equal(int.MaxValue, limiter.Available(61 * Second));
    }

    [Theory]
    [InlineData(false, 100_000)]
    [InlineData(true, 1_000_000)]
    public void Nothing_goes_out_during_the_pause(bool queueFull, long pause)
    {
        var limiter = new TpsLimiter(0, 0);
        limiter.Take(10, 0);
        limiter.Throttled(queueFull, 0);
        Assert.Equal(0, limiter.Available(pause - 1));
        Assert.True(limiter.ReadyAt(1) >= pause);
    }

    [Fact]
    public void The_rate_never_falls_to_nothing()
    {
        var limiter = new TpsLimiter(100, 0);
        for (var second = 1; second <= 60; second++)
        {
            limiter.Throttled(false, second * Second);
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

    private static int SendFor(TpsLimiter limiter, long from, long until)
    {
        var sent = 0;
        for (var now = from; now < until; now += 500)
        {
            var room = Math.Min(limiter.Available(now), 1_000);
            limiter.Take(room, now);
            sent += room;
        }

        return sent;
    }

    [Fact]
    public void An_idle_unlimited_bind_that_was_throttled_once_is_unlimited_again()
    {
        var limiter = new TpsLimiter(0, 1_000_000);
        limiter.Take(1, 10_000_000);
        limiter.Throttled(queueFull: false, 10_000_000);
        Assert.True(limiter.IsLowered);

        limiter.Available(12_000_000);
        limiter.Available(14_000_000);

        Assert.Equal(0, limiter.EffectiveTps);
        Assert.False(limiter.IsLowered);
    }
}
