namespace OrleansSms.Smpp.Pdus;

/// <summary>An ESME asks for a session to submit only (SMPP 3.4 §4.1.1).</summary>
public sealed class BindTransmitter : BindPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindTransmitter;

    /// <inheritdoc/>
    public override BindTransmitterResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
