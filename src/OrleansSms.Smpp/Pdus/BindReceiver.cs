namespace OrleansSms.Smpp.Pdus;

/// <summary>An ESME asks for a session to receive only (SMPP 3.4 §4.1.3).</summary>
public sealed class BindReceiver : BindPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.BindReceiver;

    /// <inheritdoc/>
    public override BindReceiverResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
