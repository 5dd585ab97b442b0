using System.Net;
using System.Net.Security;

namespace OrleansSms.Smpp.Session;

/// <summary>How a listener accepts sessions.</summary>
public sealed record SmscListenerOptions
{
    /// <summary>The address to listen on. Default loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 takes any free one, see <see cref="SmscListener.LocalEndPoint"/>. Default 2775, the registered port of SMPP.</summary>
    public int Port { get; init; } = 2775;

    /// <summary>TLS; null, the default, listens in the clear.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    /// <summary>How many connections of one IP address may be unbound at a time; more are closed at once. Default 10.</summary>
    public int MaxUnboundSessionsPerAddress { get; init; } = 10;

    /// <summary>How many connections may be open in all; more are closed at once. Default 10,000.</summary>
    public int MaxSessions { get; init; } = 10_000;

    /// <summary>How its sessions behave; <see cref="SmppSessionOptions.SystemId"/> is that of the SMSC. A <see cref="BindAnswer"/> may override parts.</summary>
    public SmppSessionOptions Session { get; init; } = new();
}
