namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_broadcast_sm_resp: whether the broadcast was cancelled (SMPP 5.0 §4.6.2).</summary>
public sealed class CancelBroadcastSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelBroadcastSmResp;
}
