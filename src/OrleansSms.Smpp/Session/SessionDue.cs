namespace OrleansSms.Smpp.Session;

/// <summary>What <see cref="SessionTimers"/> wants done.</summary>
internal enum SessionDue
{
    Nothing,
    SendEnquireLink,
    CloseSessionInit,
    ClosePduRead,
    CloseEnquireLink,
    CloseInactivity,
}
