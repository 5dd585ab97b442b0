using System.Net;
using System.Net.Sockets;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Carrier;

/// <summary>The carrier's door. While it is down, connections are refused at the same port.</summary>
internal sealed class CarrierServer(EventLoop loop, CarrierDesk desk, IPAddress host) : IPolled, IDisposable
{
    private const int Backlog = 128;

    private readonly List<CarrierSession> _sessions = [];
    private Socket? _listener;

    public EventLoop Loop => loop;

    public int Port { get; private set; }

    public void Up()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(host, Port));
        _listener.Listen(Backlog);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        loop.Watch(_listener, this);
    }

    /// <summary>Ends every session, without a word to the other side.</summary>
    public void Down()
    {
        if (_listener is { } listener)
        {
            loop.Forget(listener);
            listener.Dispose();
            _listener = null;
        }

        foreach (var session in _sessions.ToArray())
        {
            session.End();
        }
    }

    public void Ready()
    {
        var socket = _listener!.Accept();
        socket.Blocking = false;
        socket.NoDelay = true;
        _sessions.Add(new CarrierSession(this, desk, socket));
    }

    public void Dispose() => Down();

    public void Ended(CarrierSession session) => _sessions.Remove(session);
}
