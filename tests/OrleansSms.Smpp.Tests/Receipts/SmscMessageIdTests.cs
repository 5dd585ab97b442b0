using OrleansSms.Smpp.Receipts;

namespace OrleansSms.Smpp.Tests.Receipts;

public sealed class SmscMessageIdTests
{
    [Theory]
    [InlineData("4D2", MessageIdBase.Hex, "1234", MessageIdBase.Decimal)]
    [InlineData("0x4d2", MessageIdBase.Hex, "0000001234", MessageIdBase.Decimal)]
    [InlineData("FFFFFFFFFFFFFFFF", MessageIdBase.Hex, "18446744073709551615", MessageIdBase.Decimal)]
    [InlineData("1FFFFFFFFFFFFFFFF", MessageIdBase.Hex, "36893488147419103231", MessageIdBase.Decimal)]
    [InlineData("4d2", MessageIdBase.Hex, "000004D2", MessageIdBase.Hex)]
    [InlineData("00012", MessageIdBase.AsIs, "12", MessageIdBase.AsIs)]
    [InlineData("abc12", MessageIdBase.AsIs, "000ABC12", MessageIdBase.AsIs)]
    [InlineData("12\0", MessageIdBase.AsIs, " 12", MessageIdBase.AsIs)]
    [InlineData("0", MessageIdBase.Hex, "000", MessageIdBase.Decimal)]
    [InlineData("000", MessageIdBase.AsIs, "0", MessageIdBase.AsIs)]
    [InlineData("550E8400-E29B-41D4-A716-446655440000", MessageIdBase.Hex, "550e8400-e29b-41d4-a716-446655440000", MessageIdBase.Decimal)]
    [InlineData("0BCDEF0123456789ABCDEF0123456789", MessageIdBase.AsIs, "0bcdef0123456789abcdef0123456789", MessageIdBase.AsIs)]
    public void Two_ways_to_write_an_id_compare_equal(string left, MessageIdBase leftBase, string right, MessageIdBase rightBase) =>
        Assert.Equal(SmscMessageId.Normalize(left, leftBase), SmscMessageId.Normalize(right, rightBase));

    [Theory]
    [InlineData("1234", MessageIdBase.Hex, "1234", MessageIdBase.Decimal)]
    [InlineData("zzaB", MessageIdBase.AsIs, "zzab", MessageIdBase.AsIs)]
    [InlineData("00zz", MessageIdBase.AsIs, "zz", MessageIdBase.AsIs)]
    [InlineData("0bcdef0123456789abcdef0123456789", MessageIdBase.AsIs, "bcdef0123456789abcdef0123456789", MessageIdBase.AsIs)]
    public void Ids_that_may_differ_stay_different(string left, MessageIdBase leftBase, string right, MessageIdBase rightBase) =>
        Assert.NotEqual(SmscMessageId.Normalize(left, leftBase), SmscMessageId.Normalize(right, rightBase));

    [Theory]
    [InlineData("msg-17", MessageIdBase.Decimal)]
    [InlineData("12AB", MessageIdBase.Decimal)]
    [InlineData("0x", MessageIdBase.Hex)]
    [InlineData("", MessageIdBase.Hex)]
    public void An_id_that_is_no_number_in_its_base_is_taken_as_it_is(string id, MessageIdBase idBase) =>
        Assert.Equal(SmscMessageId.Normalize(id, MessageIdBase.AsIs), SmscMessageId.Normalize(id, idBase));

    [Fact]
    public void A_canonical_id_costs_no_new_string()
    {
        var id = "1234567";

        Assert.Same(id, SmscMessageId.Normalize(id, MessageIdBase.Decimal));
    }
}
