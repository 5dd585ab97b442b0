using System.Net;
using System.Net.Sockets;
using OrleansSms.Load.Polling;

namespace OrleansSms.Load.Hooks;

/// <summary>The customer's server: answers every event with 204 at once.</summary>
internal sealed class HookServer : IPolled, IDisposable
{
    private const int Backlog = 512;

    private readonly EventLoop _loop;
    private readonly HookDesk _desk;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };

    public HookServer(EventLoop loop, HookDesk desk, IPAddress host)
    {
        (_loop, _desk) = (loop, desk);
        _listener.Bind(new IPEndPoint(host, 0));
        _listener.Listen(Backlog);
        loop.Watch(_listener, this);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Ready()
    {
        var socket = _listener.Accept();
        socket.Blocking = false;
        socket.NoDelay = true;
        _loop.Watch(socket, new Connection(_loop, _desk, socket));
    }

    public void Dispose() => _listener.Dispose();

    private sealed class Connection(EventLoop loop, HookDesk desk, Socket socket) : IPolled
    {
        private readonly ReceiveBuffer _input = new(16 * 1024);
        private readonly SendBuffer _output = new(1024);

        public void Ready()
        {
            if (!_input.TryReceive(socket) || !TryAnswer())
            {
                loop.Forget(socket);
                socket.Dispose();
            }
        }

        private bool TryAnswer()
        {
            try
            {
                while (HookRequest.TryRead(_input.Rest, out var request))
                {
                    desk.Take(request);
                    _input.Skip(request.Length);
                    var answer = "HTTP/1.1 204 No Content\r\n\r\n"u8;
                    answer.CopyTo(_output.Take(answer.Length));
                }
            }
            catch (InvalidDataException)
            {
                return false;
            }

            return _output.TrySend(socket);
        }
    }
}
