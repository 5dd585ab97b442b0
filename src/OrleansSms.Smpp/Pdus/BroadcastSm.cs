using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>broadcast_sm: a cell broadcast; content, area and repetition are in TLVs (SMPP 5.0 §4.4.1).</summary>
public sealed class BroadcastSm : Pdu
{
    private CString _serviceType;
    private AddressField _source;
    private CString _messageId;
    private CString _scheduleDeliveryTime;
    private CString _validityPeriod;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.BroadcastSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get => _serviceType.Text; set => _serviceType = new CString(value); }

    /// <summary>Who sends: source_addr_ton, source_addr_npi, source_addr.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>message_id: the id of the broadcast to replace; empty for a new one.</summary>
    public string MessageId { get => _messageId.Text; set => _messageId = new CString(value); }

    /// <summary>priority_flag: 0 to 3, meaning by network (SMPP 3.4 §5.2.14).</summary>
    public byte PriorityFlag { get; set; }

    /// <summary>schedule_delivery_time: when to deliver, see <see cref="Fields.SmppTime"/>; empty for at once (SMPP 3.4 §5.2.15).</summary>
    public string ScheduleDeliveryTime { get => _scheduleDeliveryTime.Text; set => _scheduleDeliveryTime = new CString(value); }

    /// <summary>validity_period: how long to try, see <see cref="Fields.SmppTime"/>; empty for the SMSC's default (SMPP 3.4 §5.2.16).</summary>
    public string ValidityPeriod { get => _validityPeriod.Text; set => _validityPeriod = new CString(value); }

    /// <summary>replace_if_present_flag: 1 replaces a waiting message with the same source, destination and service_type (SMPP 3.4 §5.2.18).</summary>
    public byte ReplaceIfPresent { get; set; }

    /// <summary>data_coding: how the text is encoded (SMPP 3.4 §5.2.19).</summary>
    public byte DataCoding { get; set; }

    /// <summary>sm_default_msg_id: a message predefined at the SMSC, 1 to 254; 0 for none (SMPP 3.4 §5.2.20).</summary>
    public byte DefaultMessageId { get; set; }

    internal override int MaxBodyBytes =>
        FieldSizes.ServiceType + FieldSizes.TonAndNpi + FieldSizes.Address
        + FieldSizes.MessageId + (2 * FieldSizes.Time) + 4;

    /// <inheritdoc/>
    public override BroadcastSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        _serviceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        _messageId = reader.ReadCString(FieldSizes.MessageId, CommandStatus.InvalidMessageId);
        PriorityFlag = reader.ReadByte();
        _scheduleDeliveryTime = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidScheduledDeliveryTime);
        _validityPeriod = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidValidityPeriod);
        ReplaceIfPresent = reader.ReadByte();
        DataCoding = reader.ReadByte();
        DefaultMessageId = reader.ReadByte();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", _serviceType, FieldSizes.ServiceType);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
        writer.WriteCString("message_id", _messageId, FieldSizes.MessageId);
        writer.WriteByte(PriorityFlag);
        writer.WriteCString("schedule_delivery_time", _scheduleDeliveryTime, FieldSizes.Time);
        writer.WriteCString("validity_period", _validityPeriod, FieldSizes.Time);
        writer.WriteByte(ReplaceIfPresent);
        writer.WriteByte(DataCoding);
        writer.WriteByte(DefaultMessageId);
    }
}
