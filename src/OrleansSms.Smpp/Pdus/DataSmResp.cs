namespace OrleansSms.Smpp.Pdus;

/// <summary>data_sm_resp: whether the message was taken (SMPP 3.4 §4.7.2).</summary>
public sealed class DataSmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.DataSmResp;
}
