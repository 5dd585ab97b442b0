namespace OrleansSms.Smpp.Pdus;

/// <summary>An ESME asks for a session to submit and receive (SMPP 3.4 §4.1.5).</summary>
public sealed class BindTransceiver : BindPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindTransceiver;

    /// <inheritdoc/>
    public override BindTransceiverResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
