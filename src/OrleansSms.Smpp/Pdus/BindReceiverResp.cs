namespace OrleansSms.Smpp.Pdus;

/// <summary>The SMSC's answer to <see cref="BindReceiver"/> (SMPP 3.4 §4.1.4).</summary>
public sealed class BindReceiverResp : BindRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindReceiverResp;
}
