using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_sm: cancels one message by its id, or all of one source to one destination when the id is empty (SMPP 3.4 §4.9.1).</summary>
public sealed class CancelSm : Pdu
{
    private CString _serviceType;
    private CString _messageId;
    private AddressField _source;
    private AddressField _destination;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get => _serviceType.Text; set => _serviceType = new CString(value); }

    /// <summary>message_id: the SMSC's id of the message; empty to cancel by source and destination.</summary>
    public string MessageId { get => _messageId.Text; set => _messageId = new CString(value); }

    /// <summary>The source address of the message, which must match the original.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>The destination; may be empty when the id is given.</summary>
    public SmppAddress Destination { get => _destination.Address; set => _destination = new AddressField(value); }

    internal override int MaxBodyBytes => FieldSizes.ServiceType + FieldSizes.MessageId + (2 * (FieldSizes.TonAndNpi + FieldSizes.Address));

    /// <inheritdoc/>
    public override CancelSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        _serviceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        _messageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        _destination = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidDestinationAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", _serviceType, FieldSizes.ServiceType);
        writer.WriteCString("message_id", _messageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
        writer.WriteAddress("destination_addr", _destination, FieldSizes.Address);
    }
}
