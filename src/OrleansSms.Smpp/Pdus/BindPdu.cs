using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that the three bind requests share (SMPP 3.4 §4.1).</summary>
public abstract class BindPdu : Pdu
{
    private protected BindPdu()
    {
    }

    /// <summary>system_id: who asks; the specification says at most 15 characters.</summary>
    public string SystemId { get; set; } = string.Empty;

    /// <summary>password: the specification says at most 8 characters; longer ones are accepted both ways.</summary>
    public string Password { get; set; } = string.Empty;

    /// <summary>system_type: the kind of ESME; usually empty.</summary>
    public string SystemType { get; set; } = string.Empty;

    /// <summary>interface_version: 0x33, 0x34 or 0x50.</summary>
    public byte InterfaceVersion { get; set; } = 0x34;

    /// <summary>addr_ton of the range that the ESME serves.</summary>
    public byte AddressTon { get; set; }

    /// <summary>addr_npi of the range that the ESME serves.</summary>
    public byte AddressNpi { get; set; }

    /// <summary>address_range: the addresses that the ESME serves, as a regular expression; usually empty.</summary>
    public string AddressRange { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.SystemId + FieldSizes.Password + FieldSizes.SystemType + FieldSizes.AddressRange + 3;

    internal override void ReadBody(ref BodyReader reader)
    {
        SystemId = reader.ReadCString(FieldSizes.SystemId, CommandStatus.InvalidSystemId);
        Password = reader.ReadCString(FieldSizes.Password, CommandStatus.InvalidPassword);
        SystemType = reader.ReadCString(FieldSizes.SystemType, CommandStatus.InvalidSystemType);
        InterfaceVersion = reader.ReadByte();
        AddressTon = reader.ReadByte();
        AddressNpi = reader.ReadByte();
        AddressRange = reader.ReadCString(FieldSizes.AddressRange, CommandStatus.BindFailed);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("system_id", SystemId, FieldSizes.SystemId);
        writer.WriteCString("password", Password, FieldSizes.Password);
        writer.WriteCString("system_type", SystemType, FieldSizes.SystemType);
        writer.WriteByte(InterfaceVersion);
        writer.WriteByte(AddressTon);
        writer.WriteByte(AddressNpi);
        writer.WriteCString("address_range", AddressRange, FieldSizes.AddressRange);
    }
}
