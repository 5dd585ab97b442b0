namespace OrleansSms.Smpp.Session;

/// <summary>What the read loop does after a PDU.</summary>
internal enum DispatchStep
{
    Continue,
    Bind,
    Close,
}
