namespace OrleansSms.Smpp.Pdus;

/// <summary>submit_sm: an ESME hands one message or one segment to the SMSC (SMPP 3.4 §4.4.1).</summary>
public sealed class SubmitSm : ShortMessagePdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.SubmitSm;

    /// <inheritdoc/>
    public override SubmitSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };
}
