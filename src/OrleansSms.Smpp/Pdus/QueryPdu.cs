using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that query_sm and query_broadcast_sm share (SMPP 3.4 §4.8.1, SMPP 5.0 §4.6.1).</summary>
public abstract class QueryPdu : Pdu
{
    private CString _messageId;
    private AddressField _source;

    private protected QueryPdu()
    {
    }

    /// <summary>message_id: the SMSC's id of the message or broadcast.</summary>
    public string MessageId { get => _messageId.Text; set => _messageId = new CString(value); }

    /// <summary>The source address of the message or broadcast, which must match the original.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    internal override int MaxBodyBytes => FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address;

    internal override void ReadBody(ref BodyReader reader)
    {
        _messageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("message_id", _messageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
    }
}
