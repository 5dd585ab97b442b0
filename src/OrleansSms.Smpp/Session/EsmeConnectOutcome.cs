namespace OrleansSms.Smpp.Session;

/// <summary>How connecting and binding went.</summary>
public enum EsmeConnectOutcome
{
    /// <summary>There is a bound session.</summary>
    Bound,

    /// <summary>No TCP connection: refused, unreachable, or the name does not resolve.</summary>
    ConnectFailed,

    /// <summary>No TLS: the handshake failed or the certificate is not trusted.</summary>
    TlsFailed,

    /// <summary>The SMSC answered the bind with an error.</summary>
    BindRefused,

    /// <summary>The connection ended before the bind was answered.</summary>
    ConnectionLost,

    /// <summary>The session-init time was over first.</summary>
    TimedOut,
}
