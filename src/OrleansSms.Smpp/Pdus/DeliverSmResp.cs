using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>deliver_sm_resp: whether the ESME took the message (SMPP 3.4 §4.6.2).</summary>
public sealed class DeliverSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.DeliverSmResp;

    /// <summary>message_id: unused by the specification, written as an empty string.</summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
