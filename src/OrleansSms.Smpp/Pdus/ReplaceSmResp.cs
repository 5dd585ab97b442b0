using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>replace_sm_resp: whether the message was replaced (SMPP 3.4 §4.10.2).</summary>
public sealed class ReplaceSmResp : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.ReplaceSmResp;

    internal override int MaxBodyBytes => 0;

    internal override void ReadBody(ref BodyReader reader)
    {
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
    }
}
