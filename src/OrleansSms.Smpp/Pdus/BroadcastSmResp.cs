using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>broadcast_sm_resp: whether the broadcast was taken (SMPP 5.0 §4.4.1).</summary>
public sealed class BroadcastSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BroadcastSmResp;

    /// <summary>message_id: the id of the broadcast; empty unless ok.</summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
