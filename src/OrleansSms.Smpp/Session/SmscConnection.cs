using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Session;

/// <summary>One connection that a listener accepted: TLS, the session, and the answer to its bind.</summary>
internal sealed class SmscConnection(Socket socket, SmscListenerOptions options, IBindAuthenticator authenticator, UnboundSessions unbound, TimeProvider time)
    : IBindGate
{
    private readonly IPAddress _address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
    private int _left;

    /// <summary>Whether its address may have one more unbound connection.</summary>
    public bool TryEnter() => unbound.TryEnter(_address);

    /// <summary>Serves the connection until it has ended.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = await SecureAsync(cancellationToken).ConfigureAwait(false);
            var session = new SmppSession(SessionSide.Smsc, new SessionConnection(socket, stream), options.Session, null, this, time);
            session.Start();
            await using var stop = cancellationToken.UnsafeRegister(static state => ((SmppSession)state!).Close(Stopped), session).ConfigureAwait(false);
            await session.Completion.ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException or OperationCanceledException)
        {
            // No TLS, no session: there is nobody to tell.
        }
        finally
        {
            LeaveUnbound();
            socket.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "An authenticator that throws refuses one bind and ends no listener.")]
    public async ValueTask<SessionClose?> AnswerAsync(SmppSession session, BindPdu bind, CancellationToken cancellationToken)
    {
        var mode = bind switch
        {
            BindTransmitter => BindMode.Transmitter,
            BindReceiver => BindMode.Receiver,
            _ => BindMode.Transceiver,
        };
        BindAnswer answer;
        try
        {
            var request = new BindRequest(bind.SystemId, bind.Password, bind.SystemType, mode, bind.InterfaceVersion, session.RemoteEndPoint);
            answer = await authenticator.AuthenticateAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            answer = BindAnswer.Refuse(CommandStatus.SystemError);
        }

        if (answer.Handler is null)
        {
            session.RefuseBind(bind, answer.Status);
            return new SessionClose(SessionCloseReason.BindFailed, $"The bind of {bind.SystemId} was refused: {answer.Status}.");
        }

        LeaveUnbound();
        session.AcceptBind(bind, mode, answer);
        return null;
    }

    private static SessionClose Stopped => new(SessionCloseReason.LocalUnbind, "The listener stopped.");

    private async Task<Stream> SecureAsync(CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (options.Tls is null)
        {
            return plain;
        }

        using var timeout = new CancellationTokenSource(options.Session.SessionInitTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(options.Tls, either.Token).ConfigureAwait(false);
        return secure;
    }

    private void LeaveUnbound()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            unbound.Leave(_address);
        }
    }
}
