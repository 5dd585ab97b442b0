using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>outbind: the SMSC asks an ESME to bind as receiver (SMPP 3.4 §4.1.7). It has no response.</summary>
public sealed class Outbind : Pdu
{
    private CString _systemId;
    private CString _password;

    /// <inheritdoc/>
    public override CommandId Id => CommandId.Outbind;

    /// <summary>system_id: who the SMSC says it is.</summary>
    public string SystemId { get => _systemId.Text; set => _systemId = new CString(value); }

    /// <summary>password: proves it to the ESME.</summary>
    public string Password { get => _password.Text; set => _password = new CString(value); }

    internal override int MaxBodyBytes => FieldSizes.SystemId + FieldSizes.Password;

    internal override void ReadBody(ref BodyReader reader)
    {
        _systemId = reader.ReadCString(FieldSizes.SystemId, CommandStatus.InvalidSystemId);
        _password = reader.ReadCString(FieldSizes.Password, CommandStatus.InvalidPassword);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("system_id", _systemId, FieldSizes.SystemId);
        writer.WriteCString("password", _password, FieldSizes.Password);
    }
}
