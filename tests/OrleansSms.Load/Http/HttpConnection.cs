using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace OrleansSms.Load.Http;

/// <summary>
/// One keep-alive connection, one request at a time, without any of what an HTTP client does that costs time. Connects when it is first used and again after it
/// has failed.
/// </summary>
internal sealed class HttpConnection(IPEndPoint endPoint) : IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;
    private int _length;

    /// <exception cref="SocketException">The gateway is not there, or went away before it answered.</exception>
    public async ValueTask<HttpAnswer> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        try
        {
            var socket = _socket ??= await ConnectAsync(cancellationToken);
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request[sent..], SocketFlags.None, cancellationToken);
            }

            return await ReadAsync(socket, cancellationToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<HttpAnswer> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        _length = 0;
        while (true)
        {
            if (_length == _buffer.Length)
            {
                Grow();
            }

            var read = await socket.ReceiveAsync(_buffer.AsMemory(_length), SocketFlags.None, cancellationToken);
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            _length += read;
            if (TryParse(out var answer))
            {
                return answer;
            }
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= MaxAnswerBytes)
        {
            throw new LoadException("The gateway's answer is too long.");
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
    }

    private bool TryParse(out HttpAnswer answer)
    {
        answer = default;
        var all = _buffer.AsSpan(0, _length);
        var end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = all[..(end + 2)];
        var body = all[(end + 4)..];
        if (Header(head, "\r\nContent-Length: "u8) is { IsEmpty: false } length)
        {
            if (!Utf8Parser.TryParse(length, out int bytes, out _) || body.Length < bytes)
            {
                return false;
            }
        }
        else if (head.IndexOf("\r\nTransfer-Encoding: chunked"u8) >= 0 && !body.EndsWith("0\r\n\r\n"u8))
        {
            return false;
        }

        if (!Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _))
        {
            throw new LoadException("The gateway's answer is not HTTP.");
        }

        answer = new HttpAnswer(status, head.IndexOf("\r\nIdempotent-Replayed: true"u8) >= 0, _buffer.AsMemory(end + 4, body.Length));
        return true;
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        return at < 0 ? default : head[(at + name.Length)..];
    }
}
