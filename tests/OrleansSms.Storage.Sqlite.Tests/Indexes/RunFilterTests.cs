using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Tests.Indexes;

public sealed class RunFilterTests
{
    private const int Entries = 100_000;

    [Fact]
    public void A_filter_holds_what_was_added_and_is_seldom_wrong_about_the_rest()
    {
        var random = new Random(1);
        var filter = new RunFilter(Entries);
        var added = Enumerable.Range(0, Entries).Select(_ => (ulong)random.NextInt64() * 2).ToList();
        added.ForEach(filter.Add);

        Assert.All(added, hash => Assert.True(filter.MayHold(hash)));
        Assert.InRange(Enumerable.Range(0, Entries).Count(_ => filter.MayHold((ulong)random.NextInt64() * 2)), 1, Entries / 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(112)]
    [InlineData(1 << 20)]
    public void Every_hash_has_one_page_and_pages_follow_each_other(int pages)
    {
        foreach (var page in new[] { 0, pages / 2, pages - 1 })
        {
            Assert.Equal(page, HashPages.PageOf(HashPages.FirstOf(page, pages), pages));
            Assert.Equal(page, HashPages.PageOf(HashPages.LastOf(page, pages), pages));
            Assert.True(page == 0 || HashPages.PageOf(HashPages.FirstOf(page, pages) - 1, pages) == page - 1);
        }
    }
}
