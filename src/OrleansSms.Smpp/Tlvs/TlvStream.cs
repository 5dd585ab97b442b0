using System.Buffers.Binary;

namespace OrleansSms.Smpp.Tlvs;

/// <summary>TLVs one after the other, as they end a PDU (SMPP 3.4 §3.2.4).</summary>
internal static class TlvStream
{
    public static bool IsWellFormed(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var length = LengthOfFirst(octets);
            if (length < 0)
            {
                return false;
            }

            octets = octets[length..];
        }

        return true;
    }

    /// <summary>Adds what can be read; values are slices of <paramref name="octets"/>.</summary>
    public static void Read(ReadOnlyMemory<byte> octets, TlvList into)
    {
        while (!octets.IsEmpty)
        {
            var length = LengthOfFirst(octets.Span);
            if (length < 0)
            {
                return;
            }

            into.Add(new Tlv(BinaryPrimitives.ReadUInt16BigEndian(octets.Span), octets[Tlv.HeaderBytes..length]));
            octets = octets[length..];
        }
    }

    private static int LengthOfFirst(ReadOnlySpan<byte> octets)
    {
        if (octets.Length < Tlv.HeaderBytes)
        {
            return -1;
        }

        var length = Tlv.HeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(octets[sizeof(ushort)..]);
        return length <= octets.Length ? length : -1;
    }
}
