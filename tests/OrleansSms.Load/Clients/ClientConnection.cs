using System.Net;
using System.Net.Sockets;
using OrleansSms.Load.Http;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Clients;

/// <summary>
/// One keep-alive connection with one request at a time, whose bytes lie ready. Connects when it is first used and again after it has failed: then to the next of the
/// places where the gateway is, as a load balancer would.
/// </summary>
internal sealed class ClientConnection(EventLoop loop, IReadOnlyList<IPEndPoint> endPoints, int first, byte[] request, IClientOwner owner) : IPolled, IDisposable
{
    private readonly ReceiveBuffer _input = new(16 * 1024);
    private Socket? _socket;
    private int _place = first;
    private int _sent;
    private bool _isBusy;
    private bool _waitsToWrite;

    /// <summary>The request's bytes; to be written while it is idle.</summary>
    public byte[] RequestBytes => request;

    public long Request { get; set; }

    public long DueAt { get; set; }

    public int Tries { get; private set; }

    /// <summary>Sends the request, a new one or the same again.</summary>
    public void Send(bool again)
    {
        Tries = again ? Tries + 1 : 1;
        (_isBusy, _sent) = (true, 0);
        _input.Clear();
        if (_socket is null && !TryConnect())
        {
            Fail();
            return;
        }

        GoOn();
    }

    public void Ready()
    {
        if (!_input.TryReceive(_socket!))
        {
            Fail();
            return;
        }

        if (_isBusy && HttpAnswer.TryRead(_input.Rest, out var answer))
        {
            _isBusy = false;
            if (_sent < request.Length)
            {
                // It did not wait for the rest, so the next request cannot follow on this connection.
                Dispose();
            }

            owner.Answered(this, answer);
        }
        else if (_waitsToWrite)
        {
            GoOn();
        }
    }

    public void Dispose()
    {
        if (_socket is { } socket)
        {
            loop.Forget(socket);
            socket.Dispose();
            (_socket, _waitsToWrite) = (null, false);
        }
    }

    // Connecting on one machine is a matter of microseconds, or refused at once.
    private bool TryConnect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(endPoints[_place % endPoints.Count]);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return false;
        }

        socket.Blocking = false;
        _socket = socket;
        loop.Watch(socket, this);
        return true;
    }

    private void GoOn()
    {
        while (_sent < request.Length)
        {
            var sent = _socket!.Send(request.AsSpan(_sent), SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                Fail();
                return;
            }

            if (error == SocketError.WouldBlock)
            {
                break;
            }

            _sent += sent;
        }

        if (_waitsToWrite != _sent < request.Length)
        {
            _waitsToWrite = !_waitsToWrite;
            loop.WatchWrites(_socket!, _waitsToWrite);
        }
    }

    private void Fail()
    {
        Dispose();
        _place++;
        if (_isBusy)
        {
            _isBusy = false;
            owner.Failed(this);
        }
    }
}

/// <summary>Who is told what became of a request.</summary>
internal interface IClientOwner
{
    void Answered(ClientConnection connection, in HttpAnswer answer);

    /// <summary>The connection could not be made, or ended before the answer.</summary>
    void Failed(ClientConnection connection);
}
