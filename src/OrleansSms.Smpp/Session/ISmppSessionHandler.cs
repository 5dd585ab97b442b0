namespace OrleansSms.Smpp.Session;

/// <summary>What a session tells its owner.</summary>
public interface ISmppSessionHandler
{
    /// <summary>Called once, when the session is bound and before its first event; it may send. Returns at once. Does nothing by default.</summary>
    void OnBound(SmppSession session)
    {
    }

    /// <summary>
    /// Called once per socket read with everything decoded from it, and once per timer sweep with the timeouts. The session reads no
    /// further until the task completes: that is the back-pressure. Never called concurrently for one session. It may be called before
    /// <see cref="EsmeClient.ConnectAsync"/> has returned. An exception closes the session.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="events">In the order of the wire; the list is used again after the call and must not be kept. The PDUs are the handler's: it may keep them,
    /// and one that it is done with, now or later, it may <see cref="Pdus.Pdu.Release"/>, which saves a garbage collection. Must not await
    /// <see cref="SmppSession.UnbindAsync"/> or <see cref="SmppSession.DisposeAsync"/>, which wait for this call.</param>
    ValueTask OnEventsAsync(SmppSession session, IReadOnlyList<SessionEvent> events);

    /// <summary>Called exactly once for a session that was bound, after the last <see cref="OnEventsAsync"/>.</summary>
    /// <param name="session">The session.</param>
    /// <param name="close">Why it ended.</param>
    /// <param name="unansweredTokens">The tokens that were sent and neither answered nor timed out: their outcome is unknown.</param>
    void OnClosed(SmppSession session, SessionClose close, IReadOnlyList<long> unansweredTokens);
}
