using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>replace_sm: replaces the text and times of a message that still waits (SMPP 3.4 §4.10.1).</summary>
public sealed class ReplaceSm : Pdu
{
    private CString _messageId;
    private AddressField _source;
    private CString _scheduleDeliveryTime;
    private CString _validityPeriod;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.ReplaceSm;

    /// <summary>message_id: the SMSC's id of the message.</summary>
    public string MessageId { get => _messageId.Text; set => _messageId = new CString(value); }

    /// <summary>The source address of the message, which must match the original.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>schedule_delivery_time: when to deliver, see <see cref="Fields.SmppTime"/>; empty for at once (SMPP 3.4 §5.2.15).</summary>
    public string ScheduleDeliveryTime { get => _scheduleDeliveryTime.Text; set => _scheduleDeliveryTime = new CString(value); }

    /// <summary>validity_period: how long to try, see <see cref="Fields.SmppTime"/>; empty for the SMSC's default (SMPP 3.4 §5.2.16).</summary>
    public string ValidityPeriod { get => _validityPeriod.Text; set => _validityPeriod = new CString(value); }

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
        _messageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        _scheduleDeliveryTime = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidScheduledDeliveryTime);
        _validityPeriod = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidValidityPeriod);
        RegisteredDelivery = reader.ReadByte();
        DefaultMessageId = reader.ReadByte();
        ShortMessage = reader.ReadShortMessage();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("message_id", _messageId, FieldSizes.MessageId);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
        writer.WriteCString("schedule_delivery_time", _scheduleDeliveryTime, FieldSizes.Time);
        writer.WriteCString("validity_period", _validityPeriod, FieldSizes.Time);
        writer.WriteByte(RegisteredDelivery);
        writer.WriteByte(DefaultMessageId);
        writer.WriteShortMessage(ShortMessage);
    }
}
