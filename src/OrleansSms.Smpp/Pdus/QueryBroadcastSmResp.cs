namespace OrleansSms.Smpp.Pdus;

/// <summary>query_broadcast_sm_resp: the state of a broadcast, in its TLVs (SMPP 5.0 §4.6.1).</summary>
public sealed class QueryBroadcastSmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QueryBroadcastSmResp;
}
