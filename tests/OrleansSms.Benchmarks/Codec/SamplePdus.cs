using System.Text;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Benchmarks.Codec;

/// <summary>PDUs as they go over the wire all day.</summary>
internal static class SamplePdus
{
    public const string SmscId = "8f3a01c2";

    public static readonly byte[] ReceiptText = Encoding.Latin1.GetBytes(
        $"id:{SmscId} sub:001 dlvrd:001 submit date:2611221200 done date:2611221201 stat:DELIVRD err:000 text:Your parcel is on it");

    private static readonly byte[] Text = Encoding.Latin1.GetBytes(
        "Your parcel 48311 is on its way and will be with you between nine and eleven o'clock tomorrow. Reply STOP to opt out.");

    /// <summary>A text of one segment that asks for a receipt.</summary>
    public static SubmitSm SubmitSm() => new()
    {
        Sequence = 1,
        Source = new SmppAddress(TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "SHOP"),
        Destination = new SmppAddress(TypeOfNumber.International, NumberingPlan.Isdn, "447700900123"),
        RegisteredDelivery = RegisteredDelivery.Final,
        ShortMessage = Text,
    };

    public static SubmitSmResp SubmitSmResp() => new() { Sequence = 1, MessageId = SmscId };

    /// <summary>A delivery receipt in text and TLVs.</summary>
    public static DeliverSm DeliverSm()
    {
        var pdu = new DeliverSm
        {
            Sequence = 1,
            Source = new SmppAddress(TypeOfNumber.International, NumberingPlan.Isdn, "447700900123"),
            Destination = new SmppAddress(TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, "SHOP"),
            EsmClass = EsmClass.DeliveryReceipt,
            ShortMessage = ReceiptText,
        };
        pdu.Tlvs.Add(Tlv.OfCString(TlvTag.ReceiptedMessageId, SmscId));
        pdu.Tlvs.Add(Tlv.OfByte(TlvTag.MessageState, 2));
        return pdu;
    }
}
