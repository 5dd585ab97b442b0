using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Tests.Offering;

public sealed class PaceTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void A_request_that_goes_late_was_still_due_when_it_was_due()
    {
        var pace = Pace.For(TimeSpan.FromSeconds(1), perSecond: 4);
        pace.Start(10 * Second);

        Assert.Equal([10_000_000L, 10_250_000, 10_500_000, 10_750_000], Take(pace, now: 60 * Second));
        Assert.True(pace.IsOver(60 * Second));
    }

    [Fact]
    public void Nothing_goes_before_it_is_due()
    {
        var pace = Pace.For(TimeSpan.FromSeconds(1), perSecond: 4, after: TimeSpan.FromSeconds(2));
        pace.Start(0);

        Assert.Empty(Take(pace, now: (2 * Second) - 1));
        Assert.Equal(2 * Second, pace.NextAt);
        Assert.Equal([2 * Second], Take(pace, now: 2 * Second));
    }

    [Fact]
    public void Without_a_rate_a_request_is_due_when_somebody_is_free()
    {
        var pace = Pace.Of(count: 2);
        pace.Start(0);

        Assert.Equal([5L, 5], Take(pace, now: 5));
        Assert.True(pace.IsOver(5));
    }

    [Fact]
    public void A_pace_that_is_stopped_is_over()
    {
        var pace = Pace.For(TimeSpan.FromSeconds(1));
        pace.Start(0);
        pace.Stop();

        Assert.True(pace.IsOver(0));
        Assert.Empty(Take(pace, now: 0));
    }

    private static List<long> Take(Pace pace, long now)
    {
        var due = new List<long>();
        while (pace.TryNext(now, out var at))
        {
            due.Add(at);
        }

        return due;
    }
}
