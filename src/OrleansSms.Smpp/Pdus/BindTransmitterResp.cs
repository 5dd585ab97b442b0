namespace OrleansSms.Smpp.Pdus;

/// <summary>The SMSC's answer to <see cref="BindTransmitter"/> (SMPP 3.4 §4.1.2).</summary>
public sealed class BindTransmitterResp : BindRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindTransmitterResp;
}
