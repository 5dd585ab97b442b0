namespace OrleansSms.Smpp.Pdus;

/// <summary>cancel_sm_resp: whether the messages were cancelled (SMPP 3.4 §4.9.2).</summary>
public sealed class CancelSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.CancelSmResp;
}
