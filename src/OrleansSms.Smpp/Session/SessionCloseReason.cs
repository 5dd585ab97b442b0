namespace OrleansSms.Smpp.Session;

/// <summary>The ways in which a session ends.</summary>
public enum SessionCloseReason
{
    /// <summary>This side sent unbind, or disposed the session.</summary>
    LocalUnbind,

    /// <summary>The peer sent unbind and was answered.</summary>
    PeerUnbind,

    /// <summary>The peer closed the connection without unbind.</summary>
    PeerClosed,

    /// <summary>Reading or writing failed.</summary>
    ConnectionLost,

    /// <summary>The peer sent a PDU with an impossible length.</summary>
    ProtocolError,

    /// <summary>The bind was refused, or never came.</summary>
    BindFailed,

    /// <summary>The peer did not bind within the session-init time.</summary>
    SessionInitTimeout,

    /// <summary>The rest of a PDU did not come within the PDU-read time.</summary>
    PduReadTimeout,

    /// <summary>The peer did not answer enquire_link: the link is dead or half open.</summary>
    EnquireLinkTimeout,

    /// <summary>Nothing came for the inactivity time.</summary>
    InactivityTimeout,

    /// <summary>The handler threw.</summary>
    HandlerFailed,
}
