namespace OrleansSms.Smpp.Pdus;

/// <summary>deliver_sm_resp: whether the ESME took the message (SMPP 3.4 §4.6.2).</summary>
public sealed class DeliverSmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.DeliverSmResp;
}
