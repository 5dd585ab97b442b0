using OrleansSms.Storage.Azure.Facts;

namespace OrleansSms.Storage.Azure.Tests.Store;

public sealed class FactBufferTests
{
    [Fact]
    public void What_was_put_anew_before_its_row_was_written_is_one_row_as_it_is_now()
    {
        var facts = new FactBuffer<int, string>();
        facts.Add(1, "first", 0, 0);
        facts.Add(2, "other", 1, 0);
        facts.Put(1, "second", 2, 0);

        var (taken, entries) = facts.Take(10);
        facts.Wrote(entries, 5);
        facts.ForgetBefore(6);

        Assert.Equal(["second", "other"], taken);
        Assert.Equal(0, facts.Unwritten);
        Assert.Empty(facts.All);
    }

    [Fact]
    public void What_is_put_anew_while_its_row_is_written_is_written_again()
    {
        var facts = new FactBuffer<int, string>();
        facts.Add(1, "first", 0, 0);
        var (_, entries) = facts.Take(10);
        facts.Put(1, "second", 1, 0);
        facts.Wrote(entries, 5);
        facts.ForgetBefore(6);

        Assert.Equal("second", facts.Find(1));
        Assert.Equal(["second"], facts.Take(10).Facts);
    }
}
