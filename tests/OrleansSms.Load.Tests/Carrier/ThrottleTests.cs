using OrleansSms.Load.Carrier;

namespace OrleansSms.Load.Tests.Carrier;

public sealed class ThrottleTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void What_is_above_the_limit_of_a_second_is_refused()
    {
        var throttle = new Throttle { PerSecond = 2 };

        long[] times = [5, 6, 7, 5 + Second - 1, 5 + Second, 6 + Second, 7 + Second];

        Assert.Equal([true, true, false, false, true, true, false], times.Select(throttle.Takes));
    }

    [Fact]
    public void Without_a_limit_everything_is_taken() => Assert.All(Enumerable.Range(0, 10), now => Assert.True(new Throttle().Takes(now)));
}
