using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>What the SMSC side of a session asks when a bind comes: the listener that accepted it.</summary>
internal interface IBindGate
{
    /// <summary>Answers the bind through the session; null when it is bound now, else why to close.</summary>
    ValueTask<SessionClose?> AnswerAsync(SmppSession session, BindPdu bind, CancellationToken cancellationToken);
}
