using CsCheck;
using OrleansSms.Domain.Ids;

namespace OrleansSms.Domain.Tests.Ids;

public sealed class IdGeneratorTests
{
    [Fact]
    public void Ids_rise_whatever_the_clock_does() =>
        Gen.Long[-5_000, 5_000].List[1, 200].Sample(steps =>
        {
            var clock = new SetClock();
            var ids = new IdGenerator(clock);
            var last = 0UL;
            foreach (var step in steps)
            {
                clock.Ms += step;
                var next = ids.Next().High;
                Assert.True(next > last);
                last = next;
            }
        });

    [Fact]
    public async Task A_hundred_thousand_ids_of_eight_threads_differ_in_their_row_keys()
    {
        var ids = new IdGenerator(TimeProvider.System);
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 12_500).Select(_ => ids.Next().High).ToArray())));
        Assert.Equal(100_000, made.SelectMany(keys => keys).Distinct().Count());
        Assert.All(made, keys => Assert.Equal(keys.Order(), keys));
    }

    [Fact]
    public void Ids_go_on_behind_what_a_store_holds()
    {
        var clock = new SetClock();
        var ids = new IdGenerator(clock);
        var stored = (ulong)(clock.Ms + 60_000) << 16;
        ids.StartAfter(stored);
        Assert.True(ids.Next().High > stored);
        ids.StartAfter(1);
        Assert.True(ids.Next().High > stored);
    }

    private sealed class SetClock : TimeProvider
    {
        public long Ms { get; set; } = 1_800_000_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Ms);
    }
}
