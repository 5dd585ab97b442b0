namespace OrleansSms.Smpp.Pdus;

/// <summary>broadcast_sm_resp: whether the broadcast was taken (SMPP 5.0 §4.4.1).</summary>
public sealed class BroadcastSmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BroadcastSmResp;
}
