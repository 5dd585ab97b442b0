namespace OrleansSms.Smpp.Pdus;

/// <summary>unbind_resp: the session is over (SMPP 3.4 §4.2.2).</summary>
public sealed class UnbindResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.UnbindResp;
}
