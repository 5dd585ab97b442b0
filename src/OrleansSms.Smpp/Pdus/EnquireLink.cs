namespace OrleansSms.Smpp.Pdus;

/// <summary>enquire_link: asks whether the peer is alive (SMPP 3.4 §4.11.1). A session sends and answers it by itself.</summary>
public sealed class EnquireLink : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.EnquireLink;

    /// <inheritdoc/>
    public override EnquireLinkResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
