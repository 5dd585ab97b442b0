using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>The fields that the three bind requests share (SMPP 3.4 §4.1).</summary>
public abstract class BindPdu : Pdu
{
    private CString _systemId;
    private CString _password;
    private CString _systemType;
    private CString _addressRange;

    private protected BindPdu()
    {
    }

    /// <summary>system_id: who asks; the specification says at most 15 characters.</summary>
    public string SystemId { get => _systemId.Text; set => _systemId = new CString(value); }

    /// <summary>password: the specification says at most 8 characters; longer ones are accepted both ways.</summary>
    public string Password { get => _password.Text; set => _password = new CString(value); }

    /// <summary>system_type: the kind of ESME; usually empty.</summary>
    public string SystemType { get => _systemType.Text; set => _systemType = new CString(value); }

    /// <summary>interface_version: 0x33, 0x34 or 0x50.</summary>
    public byte InterfaceVersion { get; set; } = 0x34;

    /// <summary>addr_ton of the range that the ESME serves.</summary>
    public byte AddressTon { get; set; }

    /// <summary>addr_npi of the range that the ESME serves.</summary>
    public byte AddressNpi { get; set; }

    /// <summary>address_range: the addresses that the ESME serves, as a regular expression; usually empty.</summary>
    public string AddressRange { get => _addressRange.Text; set => _addressRange = new CString(value); }

    internal override int MaxBodyBytes => FieldSizes.SystemId + FieldSizes.Password + FieldSizes.SystemType + FieldSizes.AddressRange + 3;

    internal override void ReadBody(ref BodyReader reader)
    {
        _systemId = reader.ReadCString(FieldSizes.SystemId, CommandStatus.InvalidSystemId);
        _password = reader.ReadCString(FieldSizes.Password, CommandStatus.InvalidPassword);
        _systemType = reader.ReadCString(FieldSizes.SystemType, CommandStatus.InvalidSystemType);
        InterfaceVersion = reader.ReadByte();
        AddressTon = reader.ReadByte();
        AddressNpi = reader.ReadByte();
        _addressRange = reader.ReadCString(FieldSizes.AddressRange, CommandStatus.BindFailed);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("system_id", _systemId, FieldSizes.SystemId);
        writer.WriteCString("password", _password, FieldSizes.Password);
        writer.WriteCString("system_type", _systemType, FieldSizes.SystemType);
        writer.WriteByte(InterfaceVersion);
        writer.WriteByte(AddressTon);
        writer.WriteByte(AddressNpi);
        writer.WriteCString("address_range", _addressRange, FieldSizes.AddressRange);
    }
}
