using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>generic_nack: the header of a PDU was not understood; <see cref="Pdu.Status"/> says why (SMPP 3.4 §4.3.1).</summary>
public sealed class GenericNack : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.GenericNack;

    internal override int MaxBodyBytes => 0;

    internal override void ReadBody(ref BodyReader reader)
    {
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
    }
}
