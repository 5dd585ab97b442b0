using CsCheck;
using OrleansSms.Domain.Accounts;

namespace OrleansSms.Domain.Tests.Accounts;

public sealed class AccountPaceTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void Over_any_time_no_more_starts_than_the_rate_allows() =>
        Gen.Select(Gen.Int[1, 500], Gen.Select(Gen.Long[0, Second], Gen.Int[1, 25]).List[1, 100]).Sample((tps, requests) =>
        {
            var pace = new AccountPace(0);
            var now = 1_000 * Second;
            var begin = now;
            var segments = 0;
            foreach (var (wait, count) in requests)
            {
                now += wait;
                var admitted = pace.Admit(now, count, tps, int.MaxValue)!.Value;
                pace = admitted.Pace;
                segments += count;

                // The burst is a tenth of a second; a microsecond may be lost to rounding at each request.
                var allowed = (pace.NextAt - begin + (Second / 10) + requests.Count) / (double)Second * tps;
                Assert.True(segments <= allowed + 0.001, $"{segments} segments, {allowed} allowed");
            }
        });

    [Fact]
    public void One_after_the_other_start_exactly_an_interval_apart()
    {
        var pace = new AccountPace(0);
        var now = 1_000 * Second;
        var starts = new List<long>();
        for (var i = 0; i < 100; i++)
        {
            var admitted = pace.Admit(now, 1, 50, 60)!.Value;
            pace = admitted.Pace;
            starts.Add(admitted.StartAt);
        }

        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.Equal(20_000, pair.Second - pair.First));
    }

    [Fact]
    public void Beyond_the_bound_nothing_is_admitted_and_nothing_is_taken()
    {
        var pace = new AccountPace(0);
        var now = 1_000 * Second;
        pace = pace.Admit(now, 600, 10, 30)!.Value.Pace;

        Assert.Null(pace.Admit(now, 1, 10, 30));
        Assert.InRange(pace.BacklogSeconds(now), 59, 60);
        Assert.NotNull(pace.Admit(now + (31 * Second), 1, 10, 30));
    }

    [Fact]
    public void What_is_left_of_the_window_is_what_may_be_sent_without_waiting()
    {
        var now = 1_000 * Second;
        var pace = new AccountPace(0);
        Assert.Equal(10, pace.Remaining(now, 10));
        pace = pace.Admit(now, 4, 10, 60)!.Value.Pace;

        // One of the four is the burst, which takes nothing of the second that begins now.
        Assert.Equal(7, pace.Remaining(now, 10));
        Assert.Equal(10, pace.Remaining(now + (Second / 2), 10));
        pace = pace.Admit(now, 600, 10, 60)!.Value.Pace;
        Assert.Equal(0, pace.Remaining(now, 10));
        Assert.Equal(10, pace.Remaining(now + (61 * Second), 10));
    }

    [Fact]
    public void After_a_pause_the_account_starts_at_once() =>
        Assert.True(new AccountPace(5).Admit(1_000 * Second, 1, 10, 30)!.Value.StartAt <= 1_000 * Second);
}
