using System.Net;

namespace OrleansSms.Smpp.Session;

/// <summary>An ESME that asks to bind.</summary>
/// <param name="SystemId">system_id.</param>
/// <param name="Password">password.</param>
/// <param name="SystemType">system_type.</param>
/// <param name="Mode">Which bind it was.</param>
/// <param name="InterfaceVersion">What the ESME says it speaks.</param>
/// <param name="RemoteEndPoint">Where it connects from.</param>
public sealed record BindRequest(string SystemId, string Password, string SystemType, BindMode Mode, byte InterfaceVersion, EndPoint? RemoteEndPoint)
{
    /// <summary>Everything but the password, which belongs in no log.</summary>
    public override string ToString() => $"{Mode} {SystemId} 0x{InterfaceVersion:X2} from {RemoteEndPoint}";
}
