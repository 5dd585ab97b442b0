using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that query_sm and query_broadcast_sm share (SMPP 3.4 §4.8.1, SMPP 5.0 §4.6.1).</summary>
public abstract class QueryPdu : Pdu
{
    private protected QueryPdu()
    {
    }

    /// <summary>message_id: the SMSC's id of the message or broadcast.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The source address of the message or broadcast, which must match the original.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address;

    internal override void ReadBody(ref BodyReader reader)
    {
        MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        Source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", Source, FieldSizes.Address);
    }
}
