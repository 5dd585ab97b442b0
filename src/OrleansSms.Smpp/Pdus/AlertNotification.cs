using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>alert_notification: a mobile station became available (SMPP 3.4 §4.12.1). It has no response.</summary>
public sealed class AlertNotification : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.AlertNotification;

    /// <summary>The mobile station: source_addr_ton, source_addr_npi, source_addr.</summary>
    public SmppAddress Source { get; set; } = SmppAddress.Empty;

    /// <summary>The ESME that asked for the alert: esme_addr_ton, esme_addr_npi, esme_addr.</summary>
    public SmppAddress Esme { get; set; } = SmppAddress.Empty;

    internal override int MaxBodyBytes => (2 * (FieldSizes.TonAndNpi + FieldSizes.LongAddress));

    internal override void ReadBody(ref BodyReader reader)
    {
        Source = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidSourceAddress);
        Esme = reader.ReadAddress(FieldSizes.LongAddress, CommandStatus.InvalidDestinationAddress);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteAddress("source_addr", Source, FieldSizes.LongAddress);
        writer.WriteAddress("esme_addr", Esme, FieldSizes.LongAddress);
    }
}
