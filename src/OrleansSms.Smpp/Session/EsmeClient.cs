using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>Connects and binds to an SMSC.</summary>
public static class EsmeClient
{
    /// <summary>
    /// Connects, does TLS when asked for, and binds, all within <see cref="SmppSessionOptions.SessionInitTimeout"/>. How it went is a value;
    /// the handler hears of the session only when it is bound, maybe before this returns.
    /// </summary>
    /// <param name="host">A name or an IP address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="options">Who binds, how, and how the session behaves.</param>
    /// <param name="handler">Who hears of it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<EsmeConnectResult> ConnectAsync(
        string host, int port, SmppSessionOptions options, ISmppSessionHandler handler, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(time);
        using var timeout = new CancellationTokenSource(options.SessionInitTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SmppSession? session = null;
        EsmeConnectResult? result = null;
        try
        {
            await socket.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            var stream = await SecureAsync(socket, host, options, either.Token).ConfigureAwait(false);
            session = new SmppSession(SessionSide.Esme, new SessionConnection(socket, stream), options, handler, null, time);
            result = await BindAsync(session, options, either.Token).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            result = Failed(EsmeConnectOutcome.ConnectFailed, $"No connection to {host}:{port}: {e.Message}");
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            result = Failed(EsmeConnectOutcome.TlsFailed, $"No TLS with {host}:{port}: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            result = Failed(EsmeConnectOutcome.TimedOut, $"{host}:{port} did not answer within {options.SessionInitTimeout.TotalSeconds:0.#} s.");
        }
        finally
        {
            if (result?.Session is null)
            {
                await GiveUpAsync(socket, session).ConfigureAwait(false);
            }
        }

        return result;
    }

    private static async Task<Stream> SecureAsync(Socket socket, string host, SmppSessionOptions options, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (options.Tls is null)
        {
            return plain;
        }

        options.Tls.TargetHost ??= host;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(options.Tls, cancellationToken).ConfigureAwait(false);
        return secure;
    }

    private static async Task<EsmeConnectResult> BindAsync(SmppSession session, SmppSessionOptions options, CancellationToken cancellationToken)
    {
        session.SendOwn(NewBind(options));
        session.Start();
        Pdu answer;
        try
        {
            answer = await session.Own.BindAnswer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (session.CloseReason is { Reason: not SessionCloseReason.SessionInitTimeout } close && !cancellationToken.IsCancellationRequested)
        {
            return Failed(EsmeConnectOutcome.ConnectionLost, $"The bind was not answered. {close.Text}");
        }

        return answer.Status.IsOk && answer is BindRespPdu
            ? new EsmeConnectResult { Outcome = EsmeConnectOutcome.Bound, Session = session, Text = "Bound." }
            : Failed(EsmeConnectOutcome.BindRefused, $"The SMSC answered the bind with {answer.Status}.") with { BindStatus = answer.Status };
    }

    private static BindPdu NewBind(SmppSessionOptions options)
    {
        BindPdu bind = options.BindMode switch
        {
            BindMode.Transmitter => new BindTransmitter(),
            BindMode.Receiver => new BindReceiver(),
            _ => new BindTransceiver(),
        };
        bind.SystemId = options.SystemId;
        bind.Password = options.Password;
        bind.SystemType = options.SystemType;
        bind.InterfaceVersion = options.InterfaceVersion;
        bind.AddressTon = options.AddressRange.Ton;
        bind.AddressNpi = options.AddressRange.Npi;
        bind.AddressRange = options.AddressRange.Value;
        return bind;
    }

    private static async Task GiveUpAsync(Socket socket, SmppSession? session)
    {
        if (session is not null)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        socket.Dispose();
    }

    private static EsmeConnectResult Failed(EsmeConnectOutcome outcome, string text) => new() { Outcome = outcome, Text = text };
}
