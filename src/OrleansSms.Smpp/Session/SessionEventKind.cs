namespace OrleansSms.Smpp.Session;

/// <summary>What a <see cref="SessionEvent"/> tells.</summary>
public enum SessionEventKind
{
    /// <summary>The peer answered what was sent with the token; the PDU may be a generic_nack.</summary>
    Response,

    /// <summary>The peer did not answer in time. Whether it took the request is unknown; a later answer is ignored.</summary>
    ResponseTimeout,

    /// <summary>The peer asks something; the handler answers with <see cref="SmppSession.Reply"/> unless the command has no response.</summary>
    Request,
}
