using System.Net.Sockets;

namespace OrleansSms.Load.Polling;

/// <summary>What waits to be sent; many small writes become one.</summary>
internal sealed class SendBuffer(int bytes)
{
    private byte[] _bytes = new byte[bytes];
    private int _from;
    private int _to;

    public int Length => _to - _from;

    /// <summary>Room for so many octets, which count as written.</summary>
    public Span<byte> Take(int count)
    {
        if (_to + count > _bytes.Length)
        {
            MakeRoom(count);
        }

        _to += count;
        return _bytes.AsSpan(_to - count, count);
    }

    /// <summary>Sends what the socket takes. False when the connection is gone.</summary>
    public bool TrySend(Socket socket)
    {
        while (Length > 0)
        {
            var sent = socket.Send(_bytes.AsSpan(_from, Length), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return true;
            }

            if (error != SocketError.Success)
            {
                return false;
            }

            _from += sent;
        }

        (_from, _to) = (0, 0);
        return true;
    }

    private void MakeRoom(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        if (_from > 0)
        {
            Buffer.BlockCopy(_bytes, _from, _bytes, 0, Length);
            (_from, _to) = (0, Length);
        }
    }
}
