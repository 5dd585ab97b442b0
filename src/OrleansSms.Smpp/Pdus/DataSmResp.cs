using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>data_sm_resp: whether the message was taken (SMPP 3.4 §4.7.2).</summary>
public sealed class DataSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.DataSmResp;

    /// <summary>message_id: the id of the message at the side that took it; empty unless ok.</summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
