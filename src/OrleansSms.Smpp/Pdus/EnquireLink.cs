using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>enquire_link: asks whether the peer is alive (SMPP 3.4 §4.11.1). A session sends and answers it by itself.</summary>
public sealed class EnquireLink : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.EnquireLink;

    internal override int MaxBodyBytes => 0;

    /// <inheritdoc/>
    public override EnquireLinkResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
    }
}
