namespace OrleansSms.Smpp.Pdus;

/// <summary>generic_nack: the header of a PDU was not understood; <see cref="Pdu.Status"/> says why (SMPP 3.4 §4.3.1).</summary>
public sealed class GenericNack : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.GenericNack;
}
