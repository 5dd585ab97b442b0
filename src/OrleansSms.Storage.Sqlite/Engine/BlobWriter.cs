using System.Buffers.Binary;
using System.Text;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>Writes the binary columns: little numbers take little room. The buffer is used again and again.</summary>
internal sealed class BlobWriter
{
    private const int InitialBytes = 1024;
    private const int MaxVarintBytes = 10;

    private byte[] _buffer = new byte[InitialBytes];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Byte(byte value) => Room(1)[_length++] = value;

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)).AsSpan(_length), value);
        _length += sizeof(long);
    }

    /// <summary>Seven bits an octet, lowest first.</summary>
    public void Varint(ulong value)
    {
        var buffer = Room(MaxVarintBytes);
        while (value >= 0x80)
        {
            buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[_length++] = (byte)value;
    }

    /// <summary>A number that may be negative but is mostly near 0.</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)bytes);
        _length += Encoding.UTF8.GetBytes(text, Room(bytes).AsSpan(_length));
    }

    private byte[] Room(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        return _buffer;
    }
}
