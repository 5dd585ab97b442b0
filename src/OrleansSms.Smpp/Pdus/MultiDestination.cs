using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>One destination of submit_multi: a number, or a distribution list at the SMSC (SMPP 3.4 §4.5.1.1).</summary>
/// <param name="Address">The number; empty for a list.</param>
/// <param name="ListName">The name of the list, at most 20 characters; null for a number.</param>
public readonly record struct MultiDestination(SmppAddress Address, string? ListName)
{
    internal const int MaxBytes = 1 + FieldSizes.TonAndNpi + FieldSizes.Address;
    private const byte SmeAddressFlag = 1;
    private const byte DistributionListFlag = 2;

    /// <summary>A destination that is a number.</summary>
    public static MultiDestination To(SmppAddress address) => new(address, null);

    /// <summary>A destination that is a distribution list.</summary>
    public static MultiDestination ToList(string name) => new(SmppAddress.Empty, name);

    internal static MultiDestination Read(ref BodyReader reader)
    {
        switch (reader.ReadByte())
        {
            case SmeAddressFlag:
                return To(reader.ReadAddress(FieldSizes.Address, CommandStatus.InvalidDestinationAddress).Address);
            case DistributionListFlag:
                return ToList(reader.ReadCString(FieldSizes.DistributionListName, CommandStatus.InvalidDistributionListName).Text);
            default:
                reader.Fail(CommandStatus.InvalidDestinationFlag);
                return default;
        }
    }

    internal void Write(ref BodyWriter writer)
    {
        writer.WriteByte(ListName is null ? SmeAddressFlag : DistributionListFlag);
        if (ListName is null)
        {
            writer.WriteAddress("destination_addr", new AddressField(Address), FieldSizes.Address);
        }
        else
        {
            writer.WriteCString("dl_name", new CString(ListName), FieldSizes.DistributionListName);
        }
    }
}
