namespace OrleansSms.Smpp.Session;

/// <summary>Which way messages go on a session (SMPP 3.4 §2.2).</summary>
public enum BindMode
{
    /// <summary>Both ways.</summary>
    Transceiver,

    /// <summary>From ESME to SMSC.</summary>
    Transmitter,

    /// <summary>From SMSC to ESME.</summary>
    Receiver,
}
