namespace OrleansSms.Simulator.Tests;

public sealed class RateLimitTests
{
    [Fact]
    public void The_rate_holds_over_any_stretch_and_bursts_hold_one_second()
    {
        var limit = new RateLimit(10, timestampsPerSecond: 100, now: 0);
        var taken = 0;
        for (var at = 0; at < 10_000; at++)
        {
            taken += limit.TryTake(at) ? 1 : 0;
        }

        Assert.InRange(taken, 1_000, 1_010);
        var burst = 0;
        for (var i = 0; i < 100; i++)
        {
            burst += limit.TryTake(1_000_000) ? 1 : 0;
        }

        Assert.Equal(10, burst);
    }
}
