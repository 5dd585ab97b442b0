using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>query_sm_resp: the state of a message (SMPP 3.4 §4.8.2).</summary>
public sealed class QuerySmResp : MessageRespPdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.QuerySmResp;

    /// <summary>final_date: when the message reached its final state, see <see cref="Fields.SmppTime"/>; empty before that.</summary>
    public string FinalDate { get; set; } = string.Empty;

    /// <summary>message_state: 1 enroute, 2 delivered, 3 expired, 4 deleted, 5 undeliverable, 6 accepted, 7 unknown, 8 rejected (SMPP 3.4 §5.2.28).</summary>
    public byte MessageState { get; set; }

    /// <summary>error_code: the network's error when delivery failed, 0 otherwise.</summary>
    public byte ErrorCode { get; set; }

    internal override int MaxBodyBytes => base.MaxBodyBytes + FieldSizes.Time + 2;

    internal override void ReadBody(ref BodyReader reader)
    {
        base.ReadBody(ref reader);
        FinalDate = reader.ReadCString(FieldSizes.Time, CommandStatus.QueryFailed);
        MessageState = reader.ReadByte();
        ErrorCode = reader.ReadByte();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        base.WriteBody(ref writer);
        writer.WriteCString("final_date", FinalDate, FieldSizes.Time);
        writer.WriteByte(MessageState);
        writer.WriteByte(ErrorCode);
    }
}
