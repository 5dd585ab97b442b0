namespace OrleansSms.Smpp.Session;

/// <summary>How a response met the window.</summary>
internal enum WindowMatch
{
    Matched,
    Unmatched,
    WrongType,
}
