using System.Buffers;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Codec;

public sealed class PduRefusalTests
{
    [Theory]
    [InlineData("0000000F 00000004 00000000 00000007")]
    [InlineData("00000000 00000004 00000000 00000007")]
    [InlineData("FFFFFFFF 00000004 00000000 00000007")]
    [InlineData("00011801 80000004 00000000 00000007")]
    public void A_bad_length_is_nacked_and_ends_the_session(string hex)
    {
        var error = Hex.Refuse(Hex.Bytes(hex));
        Assert.True(error.MustClose);
        var nack = Assert.IsType<GenericNack>(error.CreateReply());
        Assert.Equal((CommandStatus.InvalidCommandLength, 7u), (nack.Status, nack.Sequence));
    }

    [Fact]
    public void An_unknown_command_is_nacked_and_the_next_pdu_is_read()
    {
        var buffer = new ReadOnlySequence<byte>(Hex.Bytes("00000012 00000999 00000000 00000007 ABCD 00000010 00000015 00000000 00000008"));
        Assert.Equal(ReadStatus.Error, PduReader.TryRead(ref buffer, PduLimits.Default, out _, out var error));
        Assert.False(error.MustClose);
        var nack = Assert.IsType<GenericNack>(error.CreateReply());
        Assert.Equal((CommandStatus.InvalidCommandId, 7u), (nack.Status, nack.Sequence));
        Assert.Equal(ReadStatus.Pdu, PduReader.TryRead(ref buffer, PduLimits.Default, out var next, out _));
        Assert.Equal(8u, Assert.IsType<EnquireLink>(next).Sequence);
    }

    [Fact]
    public void An_unknown_response_is_never_answered() =>
        Assert.Null(Hex.Refuse(Hex.Bytes("00000010 80000999 00000000 00000007")).CreateReply());

    [Theory]
    [InlineData("a short_message that ends early", "00000021 00000004 00000000 00000007 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02", 0x01u)]
    [InlineData("no sm_length", "00000020 00000004 00000000 00000007 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", 0x02u)]
    [InlineData("no body", "00000010 00000004 00000000 00000007", 0x02u)]
    [InlineData("a string without NUL", "00000013 00000004 00000000 00000007 313233", 0x02u)]
    [InlineData("a service_type that is too long", "00000027 00000004 00000000 00000007 31323334353600 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", 0x15u)]
    [InlineData("half a TLV", "00000024 00000004 00000000 00000007 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 000000", 0xC0u)]
    [InlineData("a TLV that ends early", "00000025 00000004 00000000 00000007 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04240001", 0xC0u)]
    public void A_malformed_submit_sm_is_answered_by_submit_sm_resp(string what, string hex, uint status)
    {
        var error = Hex.Refuse(Hex.Bytes(hex));
        Assert.False(error.MustClose, what);
        var response = Assert.IsType<SubmitSmResp>(error.CreateReply());
        Assert.Equal((new CommandStatus(status), 7u), (response.Status, response.Sequence));
    }

    [Theory]
    [InlineData("00000025 00000021 00000000 00000007 00 00 00 00 00 000000000000000000 000000 00000000", 0x33u)]
    [InlineData("00000019 00000021 00000000 00000007 00 00 00 00 01 03 00 00 00", 0x40u)]
    public void A_submit_multi_without_valid_destinations_is_refused(string hex, uint status) =>
        Assert.Equal(new CommandStatus(status), Hex.Refuse(Hex.Bytes(hex)).Status);

    [Theory]
    [InlineData("00000010 80000004 00000000 00000007", "")]
    [InlineData("00000012 80000004 00000000 00000007 3132", "12")]
    [InlineData("00000016 80000004 00000045 00000007 3132 00 042300", "12")]
    public void A_sloppy_response_is_read_for_what_is_there(string hex, string messageId) =>
        Assert.Equal(messageId, Assert.IsType<SubmitSmResp>(Hex.Decode(Hex.Bytes(hex))).MessageId);

    [Fact]
    public void Nothing_is_taken_until_a_pdu_is_whole()
    {
        var octets = Hex.Encode(new SubmitSmResp { Sequence = 1, MessageId = "12345" });
        for (var length = 0; length < octets.Length; length++)
        {
            var buffer = new ReadOnlySequence<byte>(octets, 0, length);
            Assert.Equal(ReadStatus.NeedMore, PduReader.TryRead(ref buffer, PduLimits.Default, out _, out _));
            Assert.Equal(length, buffer.Length);
        }
    }

    [Fact]
    public void A_field_that_is_too_long_is_not_written()
    {
        var output = new ArrayBufferWriter<byte>();
        var thrown = Assert.Throws<ArgumentException>(() => PduWriter.Write(output, new SubmitSm { Source = new SmppAddress(1, 1, new string('1', 21)) }));
        Assert.Contains("source_addr", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PduWriter.Write(output, new SubmitSm { ShortMessage = new byte[256] }));
        Assert.Throws<ArgumentException>(() => PduWriter.Write(output, new SubmitSm { ServiceType = "a\0b" }));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_peer_of_version_3_3_gets_no_tlvs()
    {
        var pdu = new BindTransceiverResp { Sequence = 1, SystemId = "s" };
        pdu.Tlvs.Add(Tlv.OfByte(TlvTag.ScInterfaceVersion, 0x34));
        var output = new ArrayBufferWriter<byte>();
        PduWriter.Write(output, pdu, withTlvs: false);
        Assert.Equal(Hex.Bytes("00000012 80000009 00000000 00000001 7300"), output.WrittenSpan.ToArray());
    }
}
