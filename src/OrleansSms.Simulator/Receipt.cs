using System.Globalization;
using System.Text;
using OrleansSms.Smpp.Fields;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Smpp.Tlvs;

namespace OrleansSms.Simulator;

/// <summary>A delivery receipt that is to be sent (SMPP 3.4 appendix B, and the TLVs of §5.3.2.12 and §5.3.2.35).</summary>
/// <param name="Id">The id of the message, as receipts write it.</param>
/// <param name="Originator">The source of the message: where the receipt goes.</param>
/// <param name="Recipient">The destination of the message: where the receipt says it comes from.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="SubmittedAt">When it was submitted, UTC.</param>
internal sealed record Receipt(string Id, SmppAddress Originator, SmppAddress Recipient, MessageOutcome Outcome, DateTimeOffset SubmittedAt)
{
    public DeliverSm ToDeliverSm(DateTimeOffset doneAt)
    {
        var (stat, state, error) = Outcome switch
        {
            MessageOutcome.Undelivered => ("UNDELIV", (byte)5, "001"),
            MessageOutcome.Expired => ("EXPIRED", (byte)3, "002"),
            _ => ("DELIVRD", (byte)2, "000"),
        };
        var delivered = Outcome is MessageOutcome.Undelivered or MessageOutcome.Expired ? 0 : 1;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"id:{Id} sub:001 dlvrd:00{delivered} submit date:{SubmittedAt:yyMMddHHmm} done date:{doneAt:yyMMddHHmm} stat:{stat} err:{error} text:");
        var deliver = new DeliverSm
        {
            Source = Recipient,
            Destination = Originator,
            EsmClass = EsmClass.DeliveryReceipt,
            ShortMessage = Encoding.Latin1.GetBytes(text),
        };
        deliver.Tlvs.Add(Tlv.OfCString(TlvTag.ReceiptedMessageId, Id));
        deliver.Tlvs.Add(Tlv.OfByte(TlvTag.MessageState, state));
        return deliver;
    }
}
