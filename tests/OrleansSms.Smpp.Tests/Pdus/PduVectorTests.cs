using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tests.Codec;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Smpp.Tests.Pdus;

/// <summary>One vector per PDU, written by hand after the tables of SMPP 3.4 §4 and SMPP 5.0 §4.4, §4.6.</summary>
public sealed class PduVectorTests
{
    private static readonly SmppAddress Alpha = new(5, 0, "INFO");
    private static readonly SmppAddress Msisdn = new(1, 1, "4477");

    public static TheoryData<string, Pdu, string> Vectors() => new()
    {
        // The bind_transmitter of SMPP 3.4 §3.2.3 word for word.
        {
            "bind_transmitter",
            new BindTransmitter { Sequence = 1, SystemId = "SMPP3TEST", Password = "secret08", SystemType = "SUBMIT1", AddressTon = 1, AddressNpi = 1 },
            "0000002F 00000002 00000000 00000001 534D5050335445535400 736563726574303800 5355424D49543100 34 01 01 00"
        },
        { "bind_receiver", new BindReceiver { Sequence = 2, SystemId = "a", InterfaceVersion = 0x33 }, "00000018 00000001 00000000 00000002 6100 00 00 33 00 00 00" },
        { "bind_transceiver", new BindTransceiver { Sequence = 3, InterfaceVersion = 0x50, AddressRange = "44" }, "00000019 00000009 00000000 00000003 00 00 00 50 00 00 343400" },
        { "bind_transmitter_resp", new BindTransmitterResp { Sequence = 1, SystemId = "smsc" }, "00000015 80000002 00000000 00000001 736D736300" },
        { "bind_receiver_resp", With(new BindReceiverResp { Sequence = 1, SystemId = "s" }, Tlv.OfByte(TlvTag.ScInterfaceVersion, 0x34)), "00000017 80000001 00000000 00000001 7300 0210 0001 34" },
        { "bind_transceiver_resp that refuses", new BindTransceiverResp { Sequence = 1, Status = CommandStatus.BindFailed, SystemId = "gone" }, "00000010 80000009 0000000D 00000001" },
        { "outbind", new Outbind { Sequence = 1, SystemId = "s", Password = "p" }, "00000014 0000000B 00000000 00000001 7300 7000" },
        { "unbind", new Unbind { Sequence = 0x7FFFFFFF }, "00000010 00000006 00000000 7FFFFFFF" },
        { "unbind_resp", new UnbindResp { Sequence = 7 }, "00000010 80000006 00000000 00000007" },
        { "enquire_link", new EnquireLink { Sequence = 8 }, "00000010 00000015 00000000 00000008" },
        { "enquire_link_resp", new EnquireLinkResp { Sequence = 8 }, "00000010 80000015 00000000 00000008" },
        { "generic_nack", new GenericNack { Sequence = 9, Status = CommandStatus.InvalidCommandId }, "00000010 80000000 00000003 00000009" },
        {
            "submit_sm",
            new SubmitSm
            {
                Sequence = 4, ServiceType = "CMT", Source = Alpha, Destination = Msisdn, EsmClass = 0x40, ProtocolId = 1, PriorityFlag = 2,
                ScheduleDeliveryTime = "261122180000000+", ValidityPeriod = "000001000000000R", RegisteredDelivery = 1, ReplaceIfPresent = 1,
                DataCoding = 8, DefaultMessageId = 3, ShortMessage = new byte[] { 0x05, 0x00, 0x03 },
            },
            "0000004F 00000004 00000000 00000004 434D5400 05 00 494E464F00 01 01 3434373700 40 01 02 "
            + "3236313132323138303030303030302B00 30303030303130303030303030303052 00 01 01 08 03 03 050003"
        },
        { "submit_sm_resp", new SubmitSmResp { Sequence = 4, MessageId = "0a1f" }, "00000015 80000004 00000000 00000004 3061316600" },
        { "submit_sm_resp that refuses", new SubmitSmResp { Sequence = 4, Status = CommandStatus.Throttled }, "00000010 80000004 00000058 00000004" },
        {
            "deliver_sm",
            With(
                new DeliverSm { Sequence = 5, Source = Msisdn, Destination = Alpha, EsmClass = 4, ShortMessage = "id:1"u8.ToArray() },
                Tlv.OfCString(TlvTag.ReceiptedMessageId, "1"), Tlv.OfByte(TlvTag.MessageState, 2)),
            "00000038 00000005 00000000 00000005 00 01 01 3434373700 05 00 494E464F00 04 00 00 00 00 00 00 00 00 04 69643A31 001E 0002 3100 0427 0001 02"
        },
        { "deliver_sm_resp", new DeliverSmResp { Sequence = 5 }, "00000011 80000005 00000000 00000005 00" },
        {
            "data_sm",
            With(new DataSm { Sequence = 6, Source = Alpha, Destination = Msisdn, EsmClass = 3, RegisteredDelivery = 1, DataCoding = 4 }, new Tlv(TlvTag.MessagePayload, new byte[] { 0xFF })),
            "00000027 00000103 00000000 00000006 00 05 00 494E464F00 01 01 3434373700 03 01 04 0424 0001 FF"
        },
        { "data_sm_resp", new DataSmResp { Sequence = 6, MessageId = "9" }, "00000012 80000103 00000000 00000006 3900" },
        { "submit_multi", Multi(), "00000033 00000021 00000000 00000007 00 05 00 494E464F00 02 01 01 01 3434373700 02 6C69737400 00 00 00 00 00 01 00 00 00 02 6869" },
        { "submit_multi_resp", MultiResp(), "0000001E 80000021 00000000 00000007 3100 01 01 01 3434373700 0000000B" },
        { "query_sm", new QuerySm { Sequence = 8, MessageId = "1", Source = Alpha }, "00000019 00000003 00000000 00000008 3100 05 00 494E464F00" },
        {
            "query_sm_resp",
            new QuerySmResp { Sequence = 8, MessageId = "1", FinalDate = "261122180000000+", MessageState = 2, ErrorCode = 0 },
            "00000025 80000003 00000000 00000008 3100 3236313132323138303030303030302B00 02 00"
        },
        { "cancel_sm", new CancelSm { Sequence = 9, MessageId = "1", Source = Alpha, Destination = Msisdn }, "00000021 00000008 00000000 00000009 00 3100 05 00 494E464F00 01 01 3434373700" },
        { "cancel_sm_resp", new CancelSmResp { Sequence = 9 }, "00000010 80000008 00000000 00000009" },
        { "replace_sm", new ReplaceSm { Sequence = 10, MessageId = "1", Source = Alpha, RegisteredDelivery = 1, ShortMessage = "x"u8.ToArray() }, "0000001F 00000007 00000000 0000000A 3100 05 00 494E464F00 00 00 01 00 01 78" },
        { "replace_sm_resp", new ReplaceSmResp { Sequence = 10 }, "00000010 80000007 00000000 0000000A" },
        {
            "alert_notification",
            With(new AlertNotification { Sequence = 11, Source = Msisdn, Esme = Alpha }, Tlv.OfByte(TlvTag.MsAvailabilityStatus, 0)),
            "00000023 00000102 00000000 0000000B 01 01 3434373700 05 00 494E464F00 0422 0001 00"
        },
        { "broadcast_sm", new BroadcastSm { Sequence = 12, Source = Alpha, MessageId = "7", DataCoding = 1 }, "00000020 00000111 00000000 0000000C 00 05 00 494E464F00 3700 00 00 00 00 01 00" },
        { "broadcast_sm_resp", new BroadcastSmResp { Sequence = 12, MessageId = "7" }, "00000012 80000111 00000000 0000000C 3700" },
        { "query_broadcast_sm", new QueryBroadcastSm { Sequence = 13, MessageId = "7", Source = Alpha }, "00000019 00000112 00000000 0000000D 3700 05 00 494E464F00" },
        { "query_broadcast_sm_resp", new QueryBroadcastSmResp { Sequence = 13, MessageId = "7" }, "00000012 80000112 00000000 0000000D 3700" },
        { "cancel_broadcast_sm", new CancelBroadcastSm { Sequence = 14, MessageId = "7", Source = Alpha }, "0000001A 00000113 00000000 0000000E 00 3700 05 00 494E464F00" },
        { "cancel_broadcast_sm_resp", new CancelBroadcastSmResp { Sequence = 14 }, "00000010 80000113 00000000 0000000E" },
    };

    [Theory]
    [MemberData(nameof(Vectors), DisableDiscoveryEnumeration = true)]
    public void Each_pdu_is_written_and_read_as_the_specification_says(string name, Pdu pdu, string hex)
    {
        var octets = Hex.Bytes(hex);
        Assert.True(Convert.ToHexString(octets) == Convert.ToHexString(Hex.Encode(pdu)), $"{name} wrote {Convert.ToHexString(Hex.Encode(pdu))}");
        var decoded = Hex.Decode(octets);
        Assert.IsType(pdu.GetType(), decoded);
        Assert.Equal(pdu.Sequence, decoded.Sequence);
        Assert.Equal(pdu.Status, decoded.Status);
        Assert.Equal(octets, Hex.Encode(decoded));
    }

    [Fact]
    public void Submit_sm_keeps_every_field()
    {
        var submit = Assert.IsType<SubmitSm>(Hex.Decode(Hex.Bytes((string)Vectors().Single(v => (string)v[0] == "submit_sm")[2])));
        Assert.Equal("CMT", submit.ServiceType);
        Assert.Equal(Alpha, submit.Source);
        Assert.Equal(Msisdn, submit.Destination);
        Assert.Equal((0x40, 1, 2), (submit.EsmClass, submit.ProtocolId, submit.PriorityFlag));
        Assert.Equal("261122180000000+", submit.ScheduleDeliveryTime);
        Assert.Equal("000001000000000R", submit.ValidityPeriod);
        Assert.Equal((1, 1, 8, 3), (submit.RegisteredDelivery, submit.ReplaceIfPresent, submit.DataCoding, submit.DefaultMessageId));
        Assert.Equal([5, 0, 3], submit.ShortMessage.ToArray());
        Assert.False(submit.HasTlvs);
    }

    [Fact]
    public void A_status_is_named_as_in_the_specification()
    {
        Assert.Equal("ESME_RTHROTTLED (0x00000058)", CommandStatus.Throttled.ToString());
        Assert.Equal("vendor (0x00000401)", new CommandStatus(0x401).ToString());
    }

    private static Pdu With(Pdu pdu, params ReadOnlySpan<Tlv> tlvs)
    {
        foreach (var tlv in tlvs)
        {
            pdu.Tlvs.Add(tlv);
        }

        return pdu;
    }

    private static SubmitMulti Multi() => new()
    {
        Sequence = 7,
        Source = Alpha,
        RegisteredDelivery = 1,
        ShortMessage = "hi"u8.ToArray(),
        Destinations = { MultiDestination.To(Msisdn), MultiDestination.ToList("list") },
    };

    private static SubmitMultiResp MultiResp() => new()
    {
        Sequence = 7,
        MessageId = "1",
        Unsuccessful = { new UnsuccessfulDestination(Msisdn, CommandStatus.InvalidDestinationAddress) },
    };
}
