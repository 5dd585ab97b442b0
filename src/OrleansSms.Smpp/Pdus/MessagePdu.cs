using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that submit_sm, submit_multi and deliver_sm share: all but those that say who receives (SMPP 3.4 §4.4.1, §4.5.1, §4.6.1).</summary>
public abstract class MessagePdu : Pdu
{
    private CString _serviceType;
    private AddressField _source;
    private CString _scheduleDeliveryTime;
    private CString _validityPeriod;

    private protected MessagePdu()
    {
    }

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get => _serviceType.Text; set => _serviceType = new CString(value); }

    /// <summary>Who sends: source_addr_ton, source_addr_npi, source_addr.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>esm_class: mode, type and features, see <see cref="Fields.EsmClass"/> (SMPP 3.4 §5.2.12).</summary>
    public byte EsmClass { get; set; }

    /// <summary>protocol_id: by network, 0 mostly (SMPP 3.4 §5.2.13).</summary>
    public byte ProtocolId { get; set; }

    /// <summary>priority_flag: 0 to 3, meaning by network (SMPP 3.4 §5.2.14).</summary>
    public byte PriorityFlag { get; set; }

    /// <summary>schedule_delivery_time: when to deliver, see <see cref="Fields.SmppTime"/>; empty for at once (SMPP 3.4 §5.2.15).</summary>
    public string ScheduleDeliveryTime { get => _scheduleDeliveryTime.Text; set => _scheduleDeliveryTime = new CString(value); }

    /// <summary>validity_period: how long to try, see <see cref="Fields.SmppTime"/>; empty for the SMSC's default (SMPP 3.4 §5.2.16).</summary>
    public string ValidityPeriod { get => _validityPeriod.Text; set => _validityPeriod = new CString(value); }

    /// <summary>registered_delivery: which receipts are asked for, see <see cref="Fields.RegisteredDelivery"/> (SMPP 3.4 §5.2.17).</summary>
    public byte RegisteredDelivery { get; set; }

    /// <summary>replace_if_present_flag: 1 replaces a waiting message with the same source, destination and service_type (SMPP 3.4 §5.2.18).</summary>
    public byte ReplaceIfPresent { get; set; }

    /// <summary>data_coding: how the text is encoded (SMPP 3.4 §5.2.19).</summary>
    public byte DataCoding { get; set; }

    /// <summary>sm_default_msg_id: a message predefined at the SMSC, 1 to 254; 0 for none (SMPP 3.4 §5.2.20).</summary>
    public byte DefaultMessageId { get; set; }

    /// <summary>short_message: up to 254 octets (255 in SMPP 5.0) in data_coding, UDH first when esm_class says so (SMPP 3.4 §5.2.22).</summary>
    public ReadOnlyMemory<byte> ShortMessage { get; set; }

    internal override int MaxBodyBytes =>
        FieldSizes.ServiceType + FieldSizes.TonAndNpi + FieldSizes.Address + MaxRecipientBytes
        + (2 * FieldSizes.Time) + 1 + FieldSizes.ShortMessageBytes + 7;

    /// <summary>The most octets that those who receive may need.</summary>
    private protected abstract int MaxRecipientBytes { get; }

    internal override void ReadBody(ref BodyReader reader)
    {
        _serviceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        _source = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidSourceAddress);
        ReadRecipients(ref reader);
        EsmClass = reader.ReadByte();
        ProtocolId = reader.ReadByte();
        PriorityFlag = reader.ReadByte();
        _scheduleDeliveryTime = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidScheduledDeliveryTime);
        _validityPeriod = reader.ReadCString(FieldSizes.Time, CommandStatus.InvalidValidityPeriod);
        RegisteredDelivery = reader.ReadByte();
        ReplaceIfPresent = reader.ReadByte();
        DataCoding = reader.ReadByte();
        DefaultMessageId = reader.ReadByte();
        ShortMessage = reader.ReadShortMessage();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", _serviceType, FieldSizes.ServiceType);
        writer.WriteAddress("source_addr", _source, FieldSizes.Address);
        WriteRecipients(ref writer);
        writer.WriteByte(EsmClass);
        writer.WriteByte(ProtocolId);
        writer.WriteByte(PriorityFlag);
        writer.WriteCString("schedule_delivery_time", _scheduleDeliveryTime, FieldSizes.Time);
        writer.WriteCString("validity_period", _validityPeriod, FieldSizes.Time);
        writer.WriteByte(RegisteredDelivery);
        writer.WriteByte(ReplaceIfPresent);
        writer.WriteByte(DataCoding);
        writer.WriteByte(DefaultMessageId);
        writer.WriteShortMessage(ShortMessage);
    }

    private protected abstract void ReadRecipients(ref BodyReader reader);

    private protected abstract void WriteRecipients(ref BodyWriter writer);
}
