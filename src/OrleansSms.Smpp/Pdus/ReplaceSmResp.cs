namespace OrleansSms.Smpp.Pdus;

/// <summary>replace_sm_resp: whether the message was replaced (SMPP 3.4 §4.10.2).</summary>
public sealed class ReplaceSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.ReplaceSmResp;
}
