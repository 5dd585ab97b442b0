using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>query_broadcast_sm_resp: the state of a broadcast, in its TLVs (SMPP 5.0 §4.6.1).</summary>
public sealed class QueryBroadcastSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QueryBroadcastSmResp;

    /// <summary>message_id: the id of the broadcast.</summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
