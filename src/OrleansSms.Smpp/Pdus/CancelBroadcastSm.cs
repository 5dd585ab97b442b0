using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_broadcast_sm: cancels a cell broadcast (SMPP 5.0 §4.6.2).</summary>
public sealed class CancelBroadcastSm : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelBroadcastSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get; set; } = string.Empty;

    /// <summary>message_id: the id of the broadcast.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The source address of the broadcast, which must match the original.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    internal override int MaxBodyBytes => FieldSizes.ServiceType + FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address;

    /// <inheritdoc/>
    public override CancelBroadcastSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        ServiceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        Source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", ServiceType, FieldSizes.ServiceType);
        writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", Source, FieldSizes.Address);
    }
}
