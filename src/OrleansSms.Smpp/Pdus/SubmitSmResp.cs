using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>submit_sm_resp: whether the SMSC took the message (SMPP 3.4 §4.4.2).</summary>
public sealed class SubmitSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.SubmitSmResp;

    /// <summary>message_id: the SMSC's id of the message, by which receipts and query_sm refer to it; empty unless ok.</summary>
    public string MessageId { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId;

    internal override void ReadBody(ref BodyReader reader) => MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);

    internal override void WriteBody(ref BodyWriter writer) => writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
}
