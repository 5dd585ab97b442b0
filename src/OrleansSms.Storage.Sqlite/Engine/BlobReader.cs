using System.Buffers.Binary;
using System.Text;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>Reads what <see cref="BlobWriter"/> wrote.</summary>
internal ref struct BlobReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>A text of several segments, on the stack.</summary>
    private const int MaxComparedBytes = 512;

    private readonly int _length = bytes.Length;
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Octets read so far.</summary>
    public readonly int Position => _length - _rest.Length;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public ushort UInt16()
    {
        var value = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        _rest = _rest[sizeof(ushort)..];
        return value;
    }

    public long Int64()
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return value;
    }

    public ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes((int)Varint()));

    /// <summary>Reads a text, which is often <paramref name="like"/>: then it is that very one.</summary>
    public string Text(string? like)
    {
        var bytes = Bytes((int)Varint());
        if (like is null || bytes.Length > MaxComparedBytes)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Span<char> chars = stackalloc char[MaxComparedBytes];
        chars = chars[..Encoding.UTF8.GetChars(bytes, chars)];
        return chars.SequenceEqual(like) ? like : new string(chars);
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Bytes(_rest.Length);
}
