using System.Buffers.Binary;
using System.Text;

namespace OrleansSms.Smpp.Tlvs;

/// <summary>One optional parameter: tag, length, value (SMPP 3.4 §3.2.4.1). Two are equal when tag and octets are.</summary>
/// <param name="Tag">Which parameter, see <see cref="TlvTag"/>; unknown tags are kept as they are.</param>
/// <param name="Value">The octets, at most 65,535.</param>
public readonly record struct Tlv(ushort Tag, ReadOnlyMemory<byte> Value)
{
    /// <summary>The octets of tag and length that stand before the value.</summary>
    internal const int HeaderBytes = 4;

    /// <summary>Each octet once: the most frequent parameters have one and need no memory of their own.</summary>
    private static readonly byte[] Octets = [.. Enumerable.Range(0, 256).Select(static octet => (byte)octet)];

    /// <summary>Makes a parameter of one octet.</summary>
    public static Tlv OfByte(ushort tag, byte value) => new(tag, Octets.AsMemory(value, 1));

    /// <summary>Makes a parameter of two octets, big-endian.</summary>
    public static Tlv OfUInt16(ushort tag, ushort value)
    {
        var octets = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(octets, value);
        return new Tlv(tag, octets);
    }

    /// <summary>Makes a parameter of four octets, big-endian.</summary>
    public static Tlv OfUInt32(ushort tag, uint value)
    {
        var octets = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, value);
        return new Tlv(tag, octets);
    }

    /// <summary>Makes a C-octet string in Latin-1, with its closing NUL.</summary>
    public static Tlv OfCString(ushort tag, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var octets = new byte[value.Length + 1];
        Encoding.Latin1.GetBytes(value, octets);
        return new Tlv(tag, octets);
    }

    /// <summary>Makes a parameter whose presence is its meaning, such as alert_on_message_delivery.</summary>
    public static Tlv OfPresence(ushort tag) => new(tag, ReadOnlyMemory<byte>.Empty);

    /// <summary>Reads one octet; false when the length is not 1.</summary>
    public bool TryReadByte(out byte value)
    {
        value = Value.Length == 1 ? Value.Span[0] : (byte)0;
        return Value.Length == 1;
    }

    /// <summary>Reads two octets, big-endian; false when the length is not 2.</summary>
    public bool TryReadUInt16(out ushort value)
    {
        value = 0;
        return Value.Length == sizeof(ushort) && BinaryPrimitives.TryReadUInt16BigEndian(Value.Span, out value);
    }

    /// <summary>Reads four octets, big-endian; false when the length is not 4.</summary>
    public bool TryReadUInt32(out uint value)
    {
        value = 0;
        return Value.Length == sizeof(uint) && BinaryPrimitives.TryReadUInt32BigEndian(Value.Span, out value);
    }

    /// <summary>Reads a C-octet string in Latin-1 up to its first NUL, or all of it: carriers often leave the NUL out.</summary>
    public string ReadCString()
    {
        var octets = Value.Span;
        var end = octets.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? octets : octets[..end]);
    }

    /// <inheritdoc/>
    public bool Equals(Tlv other) => Tag == other.Tag && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tag, Value.Length);
}
