namespace OrleansSms.Smpp.Pdus;

/// <summary>submit_sm_resp: whether the SMSC took the message (SMPP 3.4 §4.4.2).</summary>
public sealed class SubmitSmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.SubmitSmResp;
}
