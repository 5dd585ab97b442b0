using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>What all responses share that name a message or broadcast: message_id first (SMPP 3.4 §4.4.2, §4.5.2, §4.6.2, §4.7.2, §4.8.2).</summary>
public abstract class MessageRespPdu : Pdu
{
    private protected MessageRespPdu()
    {
    }

    /// <summary>
    /// message_id: the SMSC's id of the message, by which receipts and query_sm refer to it; empty unless ok. In deliver_sm_resp the specification leaves it unused.
    /// </summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
