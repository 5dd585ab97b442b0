namespace OrleansSms.Smpp.Pdus;

/// <summary>deliver_sm: the SMSC hands an MO or a delivery receipt to an ESME (SMPP 3.4 §4.6.1).</summary>
public sealed class DeliverSm : ShortMessagePdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.DeliverSm;

    /// <inheritdoc/>
    public override DeliverSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
