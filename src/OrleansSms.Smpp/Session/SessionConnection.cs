using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Smpp.Session;

/// <summary>The TCP connection of a session, with TLS or without. Owns the socket.</summary>
internal sealed class SessionConnection : IDisposable
{
    private const int ReadBufferBytes = 32 * 1024;
    private readonly Socket _socket;

    public SessionConnection(Socket socket, Stream stream)
    {
        _socket = socket;
        Stream = stream;
        Input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBufferBytes, minimumReadSize: ReadBufferBytes / 4));
        RemoteEndPoint = socket.RemoteEndPoint;
    }

    public Stream Stream { get; }

    public PipeReader Input { get; }

    public EndPoint? RemoteEndPoint { get; }

    /// <summary>Ends reading and writing at once, also those under way. The stream itself is left to <see cref="Dispose"/>.</summary>
    public void Abort()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The peer was faster.
        }
    }

    /// <summary>Only after reading has ended.</summary>
    public void Dispose()
    {
        Input.Complete();
        Stream.Dispose();
        _socket.Dispose();
    }
}
