using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_broadcast_sm: cancels a cell broadcast (SMPP 5.0 §4.6.2).</summary>
public sealed class CancelBroadcastSm : Pdu
{
    private CString _serviceType;
    private CString _messageId;
    private AddressField _source;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelBroadcastSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get => _serviceType.Text; set => _serviceType = new CString(value); }

    /// <summary>message_id: the id of the broadcast.</summary>
    public string MessageId { get => _messageId.Text; set => _messageId = new CString(value); }

    /// <summary>The source address of the broadcast, which must match the original.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    internal override int MaxBodyBytes => FieldSizes.ServiceType + FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address;

    /// <inheritdoc/>
    public override CancelBroadcastSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        _serviceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        _messageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", _serviceType, FieldSizes.ServiceType);
        writer.WriteCString("message_id", _messageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
    }
}
