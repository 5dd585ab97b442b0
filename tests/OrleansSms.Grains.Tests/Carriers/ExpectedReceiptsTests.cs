using OrleansSms.Grains.Carriers;

namespace OrleansSms.Grains.Tests.Carriers;

public sealed class ExpectedReceiptsTests
{
    private const int Settled = 10_000;

    [Fact]
    public void A_receipt_that_has_come_still_finds_its_message_but_is_not_expected()
    {
        var receipts = new ExpectedReceipts(10);
        receipts.Add("a", Of(1));

        receipts.Settle("a");

        Assert.Equal(0, receipts.Count);
        Assert.True(receipts.TryGet("a", out var expected));
        Assert.Equal(Of(1), expected);
    }

    [Fact]
    public void An_id_that_comes_again_means_the_newer_message()
    {
        var receipts = new ExpectedReceipts(10);
        receipts.Add("a", Of(1));
        receipts.Settle("a");

        receipts.Add("a", Of(2));
        Assert.True(receipts.TryGet("a", out var expected));
        Assert.Equal(Of(2), expected);

        receipts.Settle("a");
        Assert.True(receipts.TryGet("a", out expected));
        Assert.Equal(Of(2), expected);
    }

    [Fact]
    public void The_oldest_that_was_not_heard_of_makes_room()
    {
        var receipts = new ExpectedReceipts(2);
        receipts.Add("lost", Of(1));
        receipts.Add("b", Of(2));
        receipts.Settle("b");
        receipts.Add("c", Of(3));

        Assert.False(receipts.TryGet("lost", out _));
        Assert.True(receipts.TryGet("b", out _));
        Assert.True(receipts.TryGet("c", out _));
    }

    [Fact]
    public void Those_that_have_come_are_forgotten_after_many_others()
    {
        var receipts = new ExpectedReceipts(10);
        for (var i = 0; i <= Settled; i++)
        {
            receipts.Add($"{i}", Of(i));
            receipts.Settle($"{i}");
        }

        Assert.False(receipts.TryGet("0", out _));
        Assert.True(receipts.TryGet("1", out _));
    }

    private static ExpectedReceipt Of(int number) => new(new MessageId(new SortableId((ulong)number, 0)), 0, 1, number);
}
