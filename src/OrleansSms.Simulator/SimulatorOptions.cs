using System.Net;
using System.Net.Security;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Simulator;

/// <summary>How the sandbox carrier behaves. The defaults are a good carrier: it takes everything and delivers everything at once.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The address to listen on. Default loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0, the default, takes a free one, see <see cref="CarrierSimulator.Port"/>.</summary>
    public int Port { get; init; }

    /// <summary>TLS; null, the default, listens in the clear.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    /// <summary>The only system_id let in; null, the default, lets in any.</summary>
    public string? SystemId { get; init; }

    /// <summary>The only password let in; null, the default, lets in any.</summary>
    public string? Password { get; init; }

    /// <summary>How message ids are written in submit_sm_resp. Default decimal.</summary>
    public MessageIdFormat MessageIdFormat { get; init; } = MessageIdFormat.Decimal;

    /// <summary>How message ids are written in receipts; null, the default, as in submit_sm_resp. Real carriers differ here.</summary>
    public MessageIdFormat? ReceiptIdFormat { get; init; }

    /// <summary>The first message id. Default 1; a carrier that restarts should not begin again where it began.</summary>
    public long FirstMessageId { get; init; } = 1;

    /// <summary>How long submit_sm_resp takes. Default zero.</summary>
    public TimeSpan ResponseDelay { get; init; }

    /// <summary>How long after submit_sm_resp the delivery receipt comes. Default zero.</summary>
    public TimeSpan DlrDelay { get; init; }

    /// <summary>Which part of the messages ends undelivered, 0 to 1. Default 0.</summary>
    public double DlrFailRate { get; init; }

    /// <summary>Which part of the submit_sm is refused with <see cref="ErrorCode"/>, 0 to 1. Default 0.</summary>
    public double ErrorRate { get; init; }

    /// <summary>What <see cref="ErrorRate"/> answers. Default ESME_RSYSERR.</summary>
    public CommandStatus ErrorCode { get; init; } = CommandStatus.SystemError;

    /// <summary>How many submit_sm a second each system_id may send before ESME_RTHROTTLED; null, the default, any number.</summary>
    public int? ThrottleTps { get; init; }

    /// <summary>Whether the last digits of a recipient choose what becomes of the message, see <see cref="MagicRecipients"/>. Default true.</summary>
    public bool MagicRecipients { get; init; } = true;

    /// <summary>How many deliver_sm of a session may wait for their response. Default 100.</summary>
    public int DeliverWindow { get; init; } = 100;

    /// <summary>How many receipts may wait, due or not; beyond it submit_sm is answered with ESME_RMSGQFUL. Default 1,000,000, about 200 MB.</summary>
    public int MaxPendingReceipts { get; init; } = 1_000_000;

    /// <summary>How long a deliver_sm waits that was answered with a temporary error. Default 1 s.</summary>
    public TimeSpan DeliverRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Hears of each submit_sm that is accepted, before it is answered, from several sessions at once. The PDU must not be kept. Default nobody.</summary>
    public Action<SubmitSm>? Accepted { get; init; }

    /// <summary>How often a deliver_sm is sent at most. Default 10.</summary>
    public int MaxDeliverAttempts { get; init; } = 10;
}
