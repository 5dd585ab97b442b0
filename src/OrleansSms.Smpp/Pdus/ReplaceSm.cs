using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>replace_sm: replaces the text and times of a message that still waits (SMPP 3.4 §4.10.1).</summary>
public sealed class ReplaceSm : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.ReplaceSm;

    /// <summary>message_id: the SMSC's id of the message.</summary>
    public string MessageId { get; set; } = string.Empty;

    /// <summary>The source address of the message, which must match the original.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    /// <summary>schedule_delivery_time: when to deliver, see <see cref="Fields.SmppTime"/>; empty for at once (SMPP 3.4 §5.2.15).</summary>
    public string ScheduleDeliveryTime { get; set; } = string.Empty;

    /// <summary>validity_period: how long to try, see <see cref="Fields.SmppTime"/>; empty for the SMSC's default (SMPP 3.4 §5.2.16).</summary>
    public string ValidityPeriod { get; set; } = string.Empty;

    /// <summary>registered_delivery: which receipts are asked for, see <see cref="Fields.RegisteredDelivery"/> (SMPP 3.4 §5.2.17).</summary>
    public byte RegisteredDelivery { get; set; }

    /// <summary>sm_default_msg_id: a message predefined at the SMSC, 1 to 254; 0 for none (SMPP 3.4 §5.2.20).</summary>
    public byte DefaultMessageId { get; set; }

    /// <summary>short_message: up to 255 octets in data_coding, UDH first when esm_class says so (SMPP 3.4 §5.2.22).</summary>
    public ReadOnlyMemory<byte> ShortMessage { get; set; }

    internal override int MaxBodyBytes =>
        FieldSizes.MessageId + FieldSizes.TonAndNpi + FieldSizes.Address
        + (2 * FieldSizes.Time) + 1 + FieldSizes.ShortMessageBytes + 2;

    /// <inheritdoc/>
    public override ReplaceSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        MessageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        Source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        ScheduleDeliveryTime = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidScheduledDeliveryTime);
        ValidityPeriod = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidValidityPeriod);
        RegisteredDelivery = reader.ReadByte();
        DefaultMessageId = reader.ReadByte();
        ShortMessage = reader.ReadShortMessage();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("message_id", MessageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", Source, FieldSizes.Address);
        writer.WriteCString("schedule_delivery_time", ScheduleDeliveryTime, FieldSizes.Time);
        writer.WriteCString("validity_period", ValidityPeriod, FieldSizes.Time);
        writer.WriteByte(RegisteredDelivery);
        writer.WriteByte(DefaultMessageId);
        writer.WriteShortMessage(ShortMessage);
    }
}
