namespace OrleansSms.Smpp.Session;

/// <summary>Where a session is in its life (SMPP 3.4 §2.2). <see cref="SessionStateTable"/> says what may be sent in each.</summary>
public enum SessionState
{
    /// <summary>Connected, not bound.</summary>
    Open,

    /// <summary>Bound as transmitter.</summary>
    BoundTx,

    /// <summary>Bound as receiver.</summary>
    BoundRx,

    /// <summary>Bound as transceiver.</summary>
    BoundTrx,

    /// <summary>This side has sent unbind: it sends no more requests, and still answers those of the peer.</summary>
    Unbinding,

    /// <summary>Over.</summary>
    Closed,
}
