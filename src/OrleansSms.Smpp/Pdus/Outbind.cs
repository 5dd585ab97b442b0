using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Pdus;

/// <summary>outbind: the SMSC asks an ESME to bind as receiver (SMPP 3.4 §4.1.7). It has no response.</summary>
public sealed class Outbind : Pdu
{
    /// <inheritdoc/>
    public override CommandId Id => CommandId.Outbind;

    /// <summary>system_id: who the SMSC says it is.</summary>
    public string SystemId { get; set; } = string.Empty;

    /// <summary>password: proves it to the ESME.</summary>
    public string Password { get; set; } = string.Empty;

    internal override int MaxBodyBytes => FieldSizes.SystemId + FieldSizes.Password;

    internal override void ReadBody(ref BodyReader reader)
    {
        SystemId = reader.ReadCString(FieldSizes.SystemId, CommandStatus.InvalidSystemId);
        Password = reader.ReadCString(FieldSizes.Password, CommandStatus.InvalidPassword);
    }

    internal override void WriteBody(ref BodyWriter writer)
    {
        writer.WriteCString("system_id", SystemId, FieldSizes.SystemId);
        writer.WriteCString("password", Password, FieldSizes.Password);
    }
}
