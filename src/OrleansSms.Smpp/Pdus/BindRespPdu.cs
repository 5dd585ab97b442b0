using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>What the three bind responses share (SMPP 3.4 §4.1.2). From 3.4 on the TLV sc_interface_version tells what the SMSC speaks.</summary>
public abstract class BindRespPdu : Pdu
{
    private CString _systemId;

    private protected BindRespPdu()
    {
    }

    /// <summary>system_id: who the SMSC is.</summary>
    public string SystemId { get => _systemId.Text; set => _systemId = new CString(value); }

    internal override int MaxBodyBytes => FieldSizes.SystemId;

    internal override void ReadBody(ref BodyReader reader)
    {
        _systemId = reader.ReadCString(FieldSizes.SystemId, CommandStatus.InvalidSystemId);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("system_id", _systemId, FieldSizes.SystemId);
    }
}
