using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that submit_sm and deliver_sm share (SMPP 3.4 §4.4.1, §4.6.1).</summary>
public abstract class ShortMessagePdu : MessagePdu
{
    private AddressField _destination;

    private protected ShortMessagePdu()
    {
    }

    /// <summary>Who receives: dest_addr_ton, dest_addr_npi, destination_addr.</summary>
    public SmppAddress Destination { get => _destination.Address; set => _destination = new AddressField(value); }

    private protected override int MaxRecipientBytes => FieldSizes.TonAndNpi + FieldSizes.Address;

    private protected override void ReadRecipients(ref BodyReader reader) =>
        _destination = reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidDestinationAddress);

    private protected override void WriteRecipients(ref BodyWriter writer) => writer.WriteAddress("destination_addr", _destination, FieldSizes.Address);
}
