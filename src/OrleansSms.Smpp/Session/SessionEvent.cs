using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>One thing that happened on a session.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Pdu">The response or the request; null for a timeout.</param>
/// <param name="Token">What the sender passed to <see cref="SmppSession.TrySend"/>; 0 for a request.</param>
public readonly record struct SessionEvent(SessionEventKind Kind, Pdu? Pdu, long Token);
