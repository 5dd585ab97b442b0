using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>query_broadcast_sm: what became of a cell broadcast (SMPP 5.0 §4.6.1).</summary>
public sealed class QueryBroadcastSm : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QueryBroadcastSm;

    /// <summary>message_id: the id of the broadcast.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The source address of the broadcast, which must match the original.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    internal override int MaxBodyBytes => FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address;

    /// <inheritdoc/>
    public override QueryBroadcastSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        Source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", Source, FieldSizes.Address);
    }
}
