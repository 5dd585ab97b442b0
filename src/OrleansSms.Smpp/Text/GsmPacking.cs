namespace OrleansSms.Smpp.Text;

/// <summary>Septets packed eight into seven octets, as on the air interface (3GPP TS 23.038 §6.1.2.1); some SMSCs send and expect them so.</summary>
public static class GsmPacking
{
    /// <summary>Octets that septets take when packed.</summary>
    /// <param name="septets">Number of septets.</param>
    /// <param name="fillBits">Bits left free at the start.</param>
    public static int PackedLength(int septets, int fillBits = 0) => ((septets * 7) + fillBits + 7) / 8;

    /// <summary>Fill bits after a user data header, so that the text starts at a septet boundary (3GPP TS 23.040 §9.2.3.24).</summary>
    /// <param name="headerOctets">Octets of the header, its length octet included.</param>
    public static int FillBits(int headerOctets) => (7 - (headerOctets * 8 % 7)) % 7;

    /// <summary>Packs septets.</summary>
    /// <param name="septets">One septet in each octet; the high bit is ignored.</param>
    /// <param name="fillBits">Bits to leave zero at the start, 0 to 6.</param>
    public static byte[] Pack(ReadOnlySpan<byte> septets, int fillBits = 0)
    {
        var packed = new byte[PackedLength(septets.Length, fillBits)];
        var bit = fillBits;
        foreach (var septet in septets)
        {
            var shifted = (septet & 0x7F) << (bit & 7);
            packed[bit >> 3] |= (byte)shifted;
            if (shifted > 0xFF)
            {
                packed[(bit >> 3) + 1] = (byte)(shifted >> 8);
            }

            bit += 7;
        }

        return packed;
    }

    /// <summary>Unpacks septets, one into each octet.</summary>
    /// <param name="packed">The packed septets.</param>
    /// <param name="count">
    /// Number of septets; as many as there is room for when null. Seven octets can hold seven septets and padding, so give it where it is known.
    /// </param>
    /// <param name="fillBits">Bits to skip at the start, 0 to 6.</param>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int? count = null, int fillBits = 0)
    {
        var room = Math.Max(0, ((packed.Length * 8) - fillBits) / 7);
        var septets = new byte[Math.Clamp(count ?? room, 0, room)];
        var bit = fillBits;
        for (var index = 0; index < septets.Length; index++, bit += 7)
        {
            var pair = packed[bit >> 3] | ((bit >> 3) + 1 < packed.Length ? packed[(bit >> 3) + 1] << 8 : 0);
            septets[index] = (byte)((pair >> (bit & 7)) & 0x7F);
        }

        return septets;
    }
}
