using System.Net.Security;
using OrleansSms.Smpp.Codec;

namespace OrleansSms.Smpp.Session;

/// <summary>How a session behaves. <see cref="Timeout.InfiniteTimeSpan"/> turns a timer off.</summary>
public sealed record SmppSessionOptions
{
    /// <summary>system_id: who this side is. Default empty.</summary>
    public string SystemId { get; init; } = string.Empty;

    /// <summary>password, ESME only. Default empty.</summary>
    public string Password { get; init; } = string.Empty;

    /// <summary>system_type, ESME only. Default empty, which most carriers want.</summary>
    public string SystemType { get; init; } = string.Empty;

    /// <summary>address_range with its TON and NPI, ESME only. Default empty, which most carriers want.</summary>
    public Pdus.SmppAddress AddressRange { get; init; } = Pdus.SmppAddress.Empty;

    /// <summary>How an ESME binds. Default transceiver.</summary>
    public BindMode BindMode { get; init; } = BindMode.Transceiver;

    /// <summary>The SMPP version of this side: 0x33, 0x34 or 0x50. Default 0x34; with a 3.3 peer no TLV is sent.</summary>
    public byte InterfaceVersion { get; init; } = 0x34;

    /// <summary>How many requests may wait for a response, 1 to 16,384. Default 100, what most carriers allow.</summary>
    public int WindowSize { get; init; } = 100;

    /// <summary>How many requests of the peer may be unanswered before the session stops reading. Default 500.</summary>
    public int ServerWindow { get; init; } = 500;

    /// <summary>How long connecting and binding may take together. Default 10 s.</summary>
    public TimeSpan SessionInitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the rest of a PDU may take after its first octet. Default 10 s.</summary>
    public TimeSpan PduReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how much silence of the peer enquire_link is sent. Default 30 s.</summary>
    public TimeSpan EnquireLinkInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a response may take, that to enquire_link and unbind included. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the response to submit_sm, submit_multi and data_sm may take. Default 60 s: giving up early risks sending twice.</summary>
    public TimeSpan SubmitResponseTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After how much silence of the peer the session is closed. Default 120 s; matters when enquire_link is off.</summary>
    public TimeSpan InactivityTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How many octets may wait to be written before <see cref="SmppSession.TrySend"/> refuses and reading stops. Default 1 MiB.</summary>
    public int MaxPendingOutputBytes { get; init; } = 1024 * 1024;

    /// <summary>What the decoder accepts.</summary>
    public PduLimits Limits { get; init; } = PduLimits.Default;

    /// <summary>TLS for an ESME; null, the default, connects in the clear. TargetHost defaults to the host name.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }
}
