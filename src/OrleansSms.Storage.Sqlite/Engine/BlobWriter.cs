using System.Buffers.Binary;
using System.Text;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>Writes what is kept as octets: little numbers take little room. The buffer is used again and again.</summary>
internal sealed class BlobWriter
{
    private const int InitialBytes = 1024;
    private const int MaxVarintBytes = 10;
    private const int MaxUtf8BytesPerChar = 3;
    private const int MaxShortChars = 0x7F / MaxUtf8BytesPerChar;

    private byte[] _buffer = new byte[InitialBytes];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Octets written so far.</summary>
    public int Length => _length;

    public void Clear() => _length = 0;

    public void Byte(byte value) => Room(1)[_length++] = value;

    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)).AsSpan(_length), value);
        _length += sizeof(ushort);
    }

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
        if (text.Length <= MaxShortChars)
        {
            // Its length fits one octet whatever the characters are, so that it can be written behind the text.
            var buffer = Room(1 + (text.Length * MaxUtf8BytesPerChar));
            var written = Encoding.UTF8.GetBytes(text, buffer.AsSpan(_length + 1));
            buffer[_length] = (byte)written;
            _length += 1 + written;
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(text);
        Varint((ulong)bytes);
        _length += Encoding.UTF8.GetBytes(text, Room(bytes).AsSpan(_length));
    }

    /// <summary>Octets as they are; the reader must know how many.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length).AsSpan(_length));
        _length += bytes.Length;
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
