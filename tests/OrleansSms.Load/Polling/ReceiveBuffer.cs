using System.Net.Sockets;

namespace OrleansSms.Load.Polling;

/// <summary>What came and is not yet understood.</summary>
internal sealed class ReceiveBuffer(int bytes)
{
    private byte[] _bytes = new byte[bytes];
    private int _from;
    private int _to;

    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_from, _to - _from);

    /// <summary>Reads once. False when the connection is gone.</summary>
    public bool TryReceive(Socket socket)
    {
        if (_from == _to)
        {
            (_from, _to) = (0, 0);
        }
        else if (_to == _bytes.Length)
        {
            MakeRoom();
        }

        var read = socket.Receive(_bytes.AsSpan(_to), SocketFlags.None, out var error);
        _to += read;
        return error == SocketError.WouldBlock || (error == SocketError.Success && read > 0);
    }

    /// <summary>So many octets are understood.</summary>
    public void Skip(int count) => _from += count;

    public void Clear() => (_from, _to) = (0, 0);

    private void MakeRoom()
    {
        if (_from == 0)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
            return;
        }

        Buffer.BlockCopy(_bytes, _from, _bytes, 0, _to - _from);
        (_from, _to) = (0, _to - _from);
    }
}
