using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>data_sm: a message in either direction with its content in the TLV message_payload (SMPP 3.4 §4.7.1).</summary>
public sealed class DataSm : Pdu
{
    private CString _serviceType;
    private AddressField _source;
    private AddressField _destination;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.DataSm;

    /// <summary>service_type: the SMS application, such as CMT; empty for the default (SMPP 3.4 §5.2.11).</summary>
    public string ServiceType { get => _serviceType.Text; set => _serviceType = new CString(value); }

    /// <summary>Who sends: source_addr_ton, source_addr_npi, source_addr.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>Who receives: dest_addr_ton, dest_addr_npi, destination_addr.</summary>
    public SmppAddress Destination { get => _destination.Address; set => _destination = new AddressField(value); }

    /// <summary>esm_class: mode, type and features, see <see cref="Fields.EsmClass"/> (SMPP 3.4 §5.2.12).</summary>
    public byte EsmClass { get; set; }

    /// <summary>registered_delivery: which receipts are asked for, see <see cref="Fields.RegisteredDelivery"/> (SMPP 3.4 §5.2.17).</summary>
    public byte RegisteredDelivery { get; set; }

    /// <summary>data_coding: how the text is encoded (SMPP 3.4 §5.2.19).</summary>
    public byte DataCoding { get; set; }

    internal override int MaxBodyBytes => FieldSizes.ServiceType + (2 * (FieldSizes.TonAndNpi + FieldSizes.LongAddress)) + 3;

    /// <inheritdoc/>
    public override DataSmResp CreateResponse(CommandStatus status) => new() { Sequence = Sequence, Status = status };

    internal override void ReadBody(ref BodyReader reader)
    {
        _serviceType = reader.ReadCString(FieldSizes.ServiceType, CommandStatus.InvalidServiceType);
        _source = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidSourceAddress);
        _destination = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidDestinationAddress);
        EsmClass = reader.ReadByte();
        RegisteredDelivery = reader.ReadByte();
        DataCoding = reader.ReadByte();
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("service_type", _serviceType, FieldSizes.ServiceType);
        writer.WriteAddress("source_addr", _source, FieldSizes.LongAddress);
        writer.WriteAddress("destination_addr", _destination, FieldSizes.LongAddress);
        writer.WriteByte(EsmClass);
        writer.WriteByte(RegisteredDelivery);
        writer.WriteByte(DataCoding);
    }
}
