using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_sm: cancels one message by its id, or all of one source to one destination when the id is empty (SMPP 3.4 §4.9.1).</summary>
public sealed class CancelSm : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get; set; } = string.Empty;

    /// <summary>message_id: the SMSC's id of the message; empty to cancel by source and destination.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The source address of the message, which must match the original.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    /// <summary>The destination; may be empty when the id is given.</summary>
    public SmppAddress Destination { get; set; } = SmppAddress.Empty;

    internal override int MaxBodyBytes => FieldSizes.ServiceType + FieldSizes.MessageId + (2 * (FieldSizes.TonAndNpi + FieldSizes.Address));

    /// <inheritdoc/>
    public override CancelSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        ServiceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        Source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        Destination = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidDestinationAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", ServiceType, FieldSizes.ServiceType);
        writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", Source, FieldSizes.Address);
        writer.WriteAddress("destination_addr", Destination, FieldSizes.Address);
    }
}
