using CsCheck;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Tests.Ids;

public sealed class TextFormTests
{
    private static readonly Gen<SortableId> AnyId = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new SortableId(high, low));

    [Fact]
    public void Every_id_is_read_back_as_it_was_written() => AnyId.Sample(id =>
    {
        Assert.True(MessageId.TryParse(new MessageId(id).ToString(), out var message));
        Assert.Equal(id, message.Value);
        Assert.True(BatchId.TryParse(new BatchId(id).ToString(), out var batch));
        Assert.Equal(id, batch.Value);
    });

    [Fact]
    public void Texts_are_in_the_order_of_the_ids() => Gen.Select(AnyId, AnyId).Sample((left, right) =>
        Assert.Equal(
            Math.Sign((left.High, left.Low).CompareTo((right.High, right.Low))),
            Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString()))));

    [Fact]
    public void Event_ids_are_read_back_as_they_were_written() =>
        Gen.Select(Gen.Long[0, (1L << 47) - 1], Gen.Long[0, (1L << 60) - 1], Gen.Int[0, EventId.MaxIndex]).Sample((at, position, index) =>
        {
            Assert.True(EventId.TryParse(new EventId(at, position, index).ToString(), out var read));
            Assert.Equal(new EventId(at, position, index), read);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("msg_")]
    [InlineData("bat_01J9ZQXJ3V5Y7M8N2P4R6T8W0A")]
    [InlineData("MSG_01J9ZQXJ3V5Y7M8N2P4R6T8W0A")]
    [InlineData("msg_01J9ZQXJ3V5Y7M8N2P4R6T8W0")]
    [InlineData("msg_01J9ZQXJ3V5Y7M8N2P4R6T8W0AA")]
    [InlineData("msg_81J9ZQXJ3V5Y7M8N2P4R6T8W0A")]
    [InlineData("msg_01J9ZQXJ3V5Y7M8N2P4R6T8W0!")]
    public void Anything_else_is_no_message_id(string? text) => Assert.False(MessageId.TryParse(text, out _));

    [Theory]
    [InlineData("acme/0", "acme", 0)]
    [InlineData("a/b/12", "a/b", 12)]
    public void A_bind_is_a_carrier_and_an_index(string text, string carrier, int index)
    {
        Assert.True(BindKey.TryParse(text, out var key));
        Assert.Equal(new BindKey(carrier, index), key);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    [InlineData("/0")]
    [InlineData("acme/")]
    [InlineData("acme/-1")]
    [InlineData("acme/x")]
    public void Anything_else_is_no_bind(string? text) => Assert.False(BindKey.TryParse(text, out _));

    [Theory]
    [InlineData(999_999)]
    [InlineData(1_000_000_000_000_000)]
    [InlineData(-447700900123)]
    public void A_number_has_seven_to_fifteen_digits(long digits) => Assert.Throws<ArgumentOutOfRangeException>(() => new Msisdn(digits));

    [Fact]
    public void A_number_hides_its_end_in_logs() => Assert.Equal("+44770090****", new Msisdn(447700900123).ToMasked());
}
