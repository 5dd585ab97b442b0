using CsCheck;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Domain.Tests.Carriers;

public sealed class RateMeterTests
{
    [Fact]
    public void It_counts_what_lies_in_the_slots_of_a_second_up_to_now() =>
        Gen.Select(Gen.Long[0, 300_000], Gen.Long[1, 50]).List[1, 60].Sample(steps =>
        {
            var meter = new RateMeter();
            var added = new List<(long Slot, long Count)>();
            var now = 0L;
            foreach (var (wait, count) in steps)
            {
                now += wait;
                meter.Add(count, now);
                added.Add((now / 20_000, count));
                Assert.Equal(added.Where(entry => entry.Slot > (now / 20_000) - 50).Sum(entry => entry.Count), meter.PerSecond(now));
            }
        });

    [Fact]
    public void After_a_long_silence_nothing_is_left()
    {
        var meter = new RateMeter();
        meter.Add(5, 0);
        Assert.Equal(0, meter.PerSecond(3_600_000_000));
    }
}
