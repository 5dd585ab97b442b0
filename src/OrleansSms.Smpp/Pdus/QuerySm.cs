namespace OrleansSms.Smpp.Pdus;

/// <summary>query_sm: what became of a message (SMPP 3.4 §4.8.1).</summary>
public sealed class QuerySm : QueryPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QuerySm;

    /// <inheritdoc/>
    public override QuerySmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
