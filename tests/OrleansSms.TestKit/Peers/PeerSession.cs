namespace OrleansSms.TestKit.Peers;

/// <summary>A connection to the peer, numbered from 1; kept after it closed.</summary>
/// <param name="Mode">transmitter, receiver or transceiver; null before the bind.</param>
public sealed record PeerSession(int Number, PeerSessionState State, string? Mode, string? SystemId, byte? InterfaceVersion);

public enum PeerSessionState
{
    Open,
    Bound,
    Closed,
}

/// <summary>How a connection ends.</summary>
public enum DropStyle
{
    /// <summary>FIN.</summary>
    Close,

    /// <summary>RST.</summary>
    Reset,

    /// <summary>FIN after the first half of a deliver_sm.</summary>
    MidPdu,
}
