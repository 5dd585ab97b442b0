namespace OrleansSms.Smpp.Pdus;

/// <summary>query_broadcast_sm: what became of a cell broadcast (SMPP 5.0 §4.6.1).</summary>
public sealed class QueryBroadcastSm : QueryPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QueryBroadcastSm;

    /// <inheritdoc/>
    public override QueryBroadcastSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
