namespace OrleansSms.Smpp.Session;

/// <summary>Why a session ended.</summary>
/// <param name="Reason">The kind of end.</param>
/// <param name="Text">A sentence for a log; contains no message text and no password.</param>
public readonly record struct SessionClose(SessionCloseReason Reason, string Text);
