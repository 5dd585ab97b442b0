namespace OrleansSms.Smpp.Pdus;

/// <summary>enquire_link_resp: the peer is alive (SMPP 3.4 §4.11.2).</summary>
public sealed class EnquireLinkResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.EnquireLinkResp;
}
