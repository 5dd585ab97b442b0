using OrleansSms.Storage.Sqlite.Sealing;

namespace OrleansSms.Storage.Sqlite.Tests.Sealing;

public sealed class SealingRulesTests
{
    private static readonly SealingRules Rules = new(100_000, 1 << 20, TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(0, 100, false, false)]
    [InlineData(0, SealingRules.RunMessages, false, true)]
    [InlineData(1, SealingRules.RunMessages, false, false)]
    [InlineData(0, 1, true, true)]
    [InlineData(0, 0, true, false)]
    public void Those_that_have_ended_are_put_in_order_when_they_fill_pages_or_nobody_waits(int left, int gathering, bool isIdle, bool begins) =>
        Assert.Equal(begins, Rules.BeginsRun(left, gathering, isIdle));

    [Fact]
    public void Where_memory_is_small_a_run_is_too() => Assert.True((Rules with { MaxMessages = 4_000 }).BeginsRun(0, 500, isIdle: false));

    [Fact]
    public void A_commit_takes_as_many_of_them_as_it_has_rows()
    {
        Assert.Equal(new SealingRules.Slice(SealingRules.MaxSlice, 0), Rules.Decide(Load(8_000, 10_000, rows: 1)));
        Assert.Equal(new SealingRules.Slice(2_000, 0), Rules.Decide(Load(8_000, 10_000, rows: 2_000)));
        Assert.Equal(new SealingRules.Slice(7, 0), Rules.Decide(Load(7, 10_000, rows: 2_000)));
    }

    [Fact]
    public void When_memory_is_full_the_oldest_go_too() =>
        Assert.Equal(new SealingRules.Slice(100, 400), Rules.Decide(Load(100, 100_200, rows: 1)));

    private static SealingRules.Load Load(int finished, int messages, int rows) => new(finished, messages, 0, TimeSpan.Zero, rows, IsIdle: false);
}
