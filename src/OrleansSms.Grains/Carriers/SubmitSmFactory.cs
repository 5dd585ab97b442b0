using OrleansSms.Domain.Carriers;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Text;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Grains.Carriers;

/// <summary>Turns a message into submit_sm as its carrier wants them (SMPP 3.4 §4.4.1).</summary>
internal static class SubmitSmFactory
{
    /// <summary>priority_flag of authentication messages: the highest (SMPP 3.4 §5.2.14). All others are 0.</summary>
    private const byte AuthenticationPriority = 3;

    public static IReadOnlyList<Segment> Split(Message message, CarrierConfig carrier) => Segmenter.Split(
        message.Body,
        message.Encoding == MessageEncoding.Gsm7 ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2,
        (ConcatenationMode)(int)carrier.LongMessages,
        AlphabetOf(carrier),
        message.ConcatenationReference);

    public static DefaultAlphabet AlphabetOf(CarrierConfig carrier) => (DefaultAlphabet)(int)carrier.Alphabet;

    public static SubmitSm Create(Message message, Segment segment, long now)
    {
        var pdu = new SubmitSm
        {
            Source = SourceOf(message.From),
            Destination = new SmppAddress(TypeOfNumber.International, NumberingPlan.Isdn, message.To.ToDigits()),
            EsmClass = segment.HasUdh ? EsmClass.Udhi : EsmClass.DefaultMode,
            PriorityFlag = message.Category == MessageCategory.Authentication ? AuthenticationPriority : (byte)0,
            RegisteredDelivery = RegisteredDelivery.Final,
            DataCoding = segment.DataCoding,
            ValidityPeriod = ValidityOf(message, now),
        };
        if (segment.InPayload)
        {
            pdu.Tlvs.Add(new Tlv(TlvTag.MessagePayload, segment.UserData));
        }
        else
        {
            pdu.ShortMessage = segment.UserData;
        }

        if (segment.Sar is { } sar)
        {
            pdu.Tlvs.Add(Tlv.OfUInt16(TlvTag.SarMsgRefNum, sar.Reference));
            pdu.Tlvs.Add(Tlv.OfByte(TlvTag.SarTotalSegments, sar.Total));
            pdu.Tlvs.Add(Tlv.OfByte(TlvTag.SarSegmentSeqnum, sar.Sequence));
        }

        return pdu;
    }

    private static SmppAddress SourceOf(string from) => Originator.KindOf(from) switch
    {
        OriginatorKind.International => new SmppAddress(TypeOfNumber.International, NumberingPlan.Isdn, from[1..]),
        OriginatorKind.ShortCode => new SmppAddress(TypeOfNumber.NetworkSpecific, NumberingPlan.Unknown, from),
        _ => new SmppAddress(TypeOfNumber.Alphanumeric, NumberingPlan.Unknown, from),
    };

    /// <summary>What is left of a validity that is shorter than the default. The default is the SMSC's own business: many refuse to be told.</summary>
    private static string ValidityOf(Message message, long now)
    {
        var left = message.ExpiresAt - now;
        return message.ExpiresAt - message.CreatedAt < UnixMicros.From(MessageLimits.DefaultValidity) && left > 0
            ? SmppTime.Format(TimeSpan.FromSeconds(Math.Max(1, left / UnixMicros.PerSecond)))
            : "";
    }
}
