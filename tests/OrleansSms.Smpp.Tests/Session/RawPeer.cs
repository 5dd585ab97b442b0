using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Smpp.Tests.Session;

/// <summary>The other end of a socket without a session: it sends and answers only what the test says.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly PipeReader _input;

    private RawPeer(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _input = PipeReader.Create(new NetworkStream(socket));
    }

    public static async Task<RawPeer> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint).Soon();
        return new RawPeer(socket);
    }

    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static async Task<RawPeer> AcceptAsync(TcpListener listener) => new(await listener.AcceptSocketAsync().Soon());

    /// <summary>Accepts a connection and answers its bind.</summary>
    public static async Task<RawPeer> AcceptBindAsync(TcpListener listener)
    {
        var peer = await AcceptAsync(listener);
        var bind = await peer.ReadAsync();
        await peer.SendAsync(bind!.CreateResponse(CommandStatus.Ok)!);
        return peer;
    }

    public Task SendAsync(params Pdu[] pdus)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var pdu in pdus)
        {
            PduWriter.Write(output, pdu);
        }

        return SendAsync(output.WrittenMemory);
    }

    public Task SendAsync(ReadOnlyMemory<byte> octets) => _socket.SendAsync(octets).Soon();

    /// <summary>The next PDU; null when the other side has closed.</summary>
    public async Task<Pdu?> ReadAsync()
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _input.ReadAsync().Soon();
            }
            catch (IOException)
            {
                return null;
            }

            var buffer = read.Buffer;
            var status = PduReader.TryRead(ref buffer, PduLimits.Default, out var pdu, out _);
            Assert.NotEqual(ReadStatus.Error, status);
            _input.AdvanceTo(buffer.Start, status == ReadStatus.Pdu ? buffer.Start : buffer.End);
            if (pdu is not null || read.IsCompleted)
            {
                return pdu;
            }
        }
    }

    public async Task<T> ReadAsync<T>()
        where T : Pdu => Assert.IsType<T>(await ReadAsync());

    public void Dispose() => _socket.Dispose();
}
