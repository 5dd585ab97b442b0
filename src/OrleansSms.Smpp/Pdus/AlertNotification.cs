using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>alert_notification: a mobile station became available (SMPP 3.4 §4.12.1). It has no response.</summary>
public sealed class AlertNotification : Pdu
{
    private AddressField _source;
    private AddressField _esme;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.AlertNotification;

    /// <summary>The mobile station: source_addr_ton, source_addr_npi, source_addr.</summary>
    public SmppAddress Source { get => _source.Address; set => _source = new AddressField(value); }

    /// <summary>The ESME that asked for the alert: esme_addr_ton, esme_addr_npi, esme_addr.</summary>
    public SmppAddress Esme { get => _esme.Address; set => _esme = new AddressField(value); }

    internal override int MaxBodyBytes => (2 * (FieldSizes.TonAndNpi + FieldSizes.LongAddress));

    internal override void ReadBody(ref BodyReader reader)
    {
        _source = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidSourceAddress);
        _esme = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidDestinationAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteAddress("source_addr", _source, FieldSizes.LongAddress);
        writer.WriteAddress("esme_addr", _esme, FieldSizes.LongAddress);
    }
}
