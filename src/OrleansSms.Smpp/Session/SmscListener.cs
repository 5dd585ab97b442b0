using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Smpp.Session;

/// <summary>The SMSC side: accepts connections and lets ESMEs bind that the <see cref="IBindAuthenticator"/> lets in.</summary>
public sealed class SmscListener : IAsyncDisposable
{
    private const int Backlog = 512;
    private static readonly TimeSpan PauseAfterFailedAccept = TimeSpan.FromMilliseconds(100);

    private readonly SmscListenerOptions _options;
    private readonly IBindAuthenticator _authenticator;
    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly UnboundSessions _unbound;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<SmscConnection, Task> _connections = new();
    private readonly Task _accepting;

    private SmscListener(SmscListenerOptions options, IBindAuthenticator authenticator, TimeProvider time)
    {
        (_options, _authenticator, _time) = (options, authenticator, time);
        _unbound = new UnboundSessions(options.MaxUnboundSessionsPerAddress);
        _socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(new IPEndPoint(options.Address, options.Port));
            _socket.Listen(Backlog);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>How many connections are open, bound or not.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="SocketException">The address or port cannot be used.</exception>
    public static SmscListener Start(SmscListenerOptions options, IBindAuthenticator authenticator, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(authenticator);
        ArgumentNullException.ThrowIfNull(time);
        return new SmscListener(options, authenticator, time);
    }

    /// <summary>Stops listening, closes all sessions without unbind, and returns when their handlers have heard of it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _socket.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Serve(socket);
            }
            catch (SocketException)
            {
                // Out of descriptors, or a peer that was gone before it was accepted: the next may work.
                await Task.Delay(PauseAfterFailedAccept, _time).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        socket.NoDelay = true;
        var connection = new SmscConnection(socket, _options, _authenticator, _unbound, _time);
        if (_connections.Count >= _options.MaxSessions || !connection.TryEnter())
        {
            socket.Dispose();
            return;
        }

        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ServeAsync(connection, started.Task);
        started.SetResult();
    }

    private async Task ServeAsync(SmscConnection connection, Task started)
    {
        await started.ConfigureAwait(false);
        await connection.ServeAsync(_stop.Token).ConfigureAwait(false);
        _connections.TryRemove(connection, out _);
    }
}
