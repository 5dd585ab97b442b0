namespace OrleansSms.Smpp.Pdus;

/// <summary>unbind: ends the session in order (SMPP 3.4 §4.2.1). A session sends and answers it by itself.</summary>
public sealed class Unbind : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.Unbind;

    /// <inheritdoc/>
    public override UnbindResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
