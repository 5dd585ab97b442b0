using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Receipts;
using OrleansSms.Smpp.Text;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Grains.Carriers;

/// <summary>deliver_sm and data_sm in one form: what came from the carrier.</summary>
internal readonly record struct DeliveredPdu(Pdu Pdu, byte EsmClass, byte DataCoding, ReadOnlyMemory<byte> Body)
{
    /// <summary>Who sent it. A receipt needs neither address, so they are read only when they are asked for.</summary>
    public SmppAddress Source => Pdu is DeliverSm sm ? sm.Source : ((DataSm)Pdu).Source;

    /// <summary>Where it was sent to.</summary>
    public SmppAddress Destination => Pdu is DeliverSm sm ? sm.Destination : ((DataSm)Pdu).Destination;

    /// <summary>Reads a request; false when it is neither.</summary>
    public static bool TryRead(Pdu pdu, out DeliveredPdu delivered)
    {
        delivered = pdu switch
        {
            DeliverSm sm => new(sm, sm.EsmClass, sm.DataCoding, BodyOf(sm, sm.ShortMessage)),
            DataSm sm => new(sm, sm.EsmClass, sm.DataCoding, BodyOf(sm, default)),
            _ => default,
        };
        return delivered.Pdu is not null;
    }

    /// <summary>The answer that it was taken.</summary>
    public Pdu Accept() => Pdu.CreateResponse(CommandStatus.Ok)!;

    /// <summary>Reads the receipt that this may be.</summary>
    public bool TryReadReceipt(DefaultAlphabet alphabet, out DeliveryReceipt? receipt)
    {
        var input = new ReceiptInput(EsmClass, DataCoding, Body.Span)
        {
            ReceiptedMessageId = ValueOf(TlvTag.ReceiptedMessageId).Span,
            MessageState = ValueOf(TlvTag.MessageState) is { Length: 1 } state ? state.Span[0] : null,
            NetworkErrorCode = ValueOf(TlvTag.NetworkErrorCode).Span,
        };
        return ReceiptParser.TryParse(input, ReceiptDialect.Default with { Alphabet = alphabet }, out receipt);
    }

    /// <summary>Reads the text, with its place in a concatenated message.</summary>
    public DecodedText Decode(DefaultAlphabet alphabet)
    {
        var text = SmsDecoder.Decode(DataCoding, Smpp.Fields.EsmClass.HasUdh(EsmClass), Body.Span, alphabet);
        return text.Concatenation is null && Sar() is { } sar ? text with { Concatenation = sar } : text;
    }

    private ConcatenationInfo? Sar() =>
        Pdu.HasTlvs
        && Pdu.Tlvs.TryGet(TlvTag.SarMsgRefNum, out var reference) && reference.TryReadUInt16(out var number)
        && Pdu.Tlvs.TryGet(TlvTag.SarTotalSegments, out var total) && total.TryReadByte(out var count)
        && Pdu.Tlvs.TryGet(TlvTag.SarSegmentSeqnum, out var sequence) && sequence.TryReadByte(out var place)
            ? ConcatenationInfo.FromSar(number, count, place)
            : null;

    private ReadOnlyMemory<byte> ValueOf(ushort tag) => Pdu.HasTlvs && Pdu.Tlvs.TryGet(tag, out var tlv) ? tlv.Value : default;

    private static ReadOnlyMemory<byte> BodyOf(Pdu pdu, ReadOnlyMemory<byte> shortMessage) =>
        shortMessage.IsEmpty && pdu.HasTlvs && pdu.Tlvs.TryGet(TlvTag.MessagePayload, out var payload) ? payload.Value : shortMessage;
}
