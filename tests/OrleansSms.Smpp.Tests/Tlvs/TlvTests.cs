using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tests.Codec;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Tlvs;

public sealed class TlvTests
{
    [Fact]
    public void Values_are_big_endian()
    {
        Assert.Equal([0x12, 0x34], Tlv.OfUInt16(1, 0x1234).Value.ToArray());
        Assert.Equal([0x12, 0x34, 0x56, 0x78], Tlv.OfUInt32(1, 0x12345678).Value.ToArray());
        Assert.True(Tlv.OfUInt16(1, 0x1234).TryReadUInt16(out var small));
        Assert.True(Tlv.OfUInt32(1, 0x12345678).TryReadUInt32(out var large));
        Assert.Equal((0x1234, 0x12345678u), (small, large));
        Assert.Empty(Tlv.OfPresence(TlvTag.AlertOnMessageDelivery).Value.ToArray());
    }

    [Fact]
    public void A_wrong_length_is_not_read()
    {
        Assert.False(Tlv.OfUInt16(1, 1).TryReadByte(out _));
        Assert.False(Tlv.OfByte(1, 1).TryReadUInt16(out _));
        Assert.False(Tlv.OfByte(1, 1).TryReadUInt32(out _));
    }

    [Theory]
    [InlineData("61620063", "ab")]
    [InlineData("6162", "ab")]
    [InlineData("", "")]
    public void A_string_is_read_with_or_without_its_nul(string hex, string expected) =>
        Assert.Equal(expected, new Tlv(TlvTag.ReceiptedMessageId, Convert.FromHexString(hex)).ReadCString());

    [Fact]
    public void Unknown_tags_order_and_duplicates_survive_the_wire()
    {
        Tlv[] sent = [Tlv.OfByte(0x1401, 1), Tlv.OfCString(TlvTag.CallbackNum, "1"), Tlv.OfPresence(0xFFFF), Tlv.OfCString(TlvTag.CallbackNum, "2"), Tlv.OfByte(0, 0)];
        var pdu = new DeliverSm { Sequence = 1 };
        foreach (var tlv in sent)
        {
            pdu.Tlvs.Add(tlv);
        }

        Assert.Equal(sent, Hex.Decode(Hex.Encode(pdu)).Tlvs);
    }

    [Fact]
    public void Set_replaces_all_of_a_tag()
    {
        var list = new TlvList { Tlv.OfByte(1, 1), Tlv.OfByte(2, 2), Tlv.OfByte(1, 3) };
        list.Set(Tlv.OfByte(1, 4));
        Assert.Equal([Tlv.OfByte(2, 2), Tlv.OfByte(1, 4)], list);
        Assert.True(list.TryGet(1, out var found));
        Assert.Equal(Tlv.OfByte(1, 4), found);
        Assert.False(list.TryGet(3, out _));
        Assert.Throws<ArgumentException>(() => list.Add(new Tlv(1, new byte[65_536])));
    }
}
