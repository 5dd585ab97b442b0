namespace OrleansSms.Smpp.Pdus;

/// <summary>The SMSC's answer to <see cref="BindTransceiver"/> (SMPP 3.4 §4.1.6).</summary>
public sealed class BindTransceiverResp : BindRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindTransceiverResp;
}
