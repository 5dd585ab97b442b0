namespace OrleansSms.Smpp.Text;

/// <summary>How many units of text fit beside a user data header in the 140 octets of one segment (3GPP TS 23.040 §9.2.3.24).</summary>
public static class SegmentSize
{
    /// <summary>Octets of user data in one segment, header included.</summary>
    public const int UserDataOctets = 140;

    /// <summary>Octets of a user data header with the given parts, its length octet included; 0 when there is no part.</summary>
    /// <param name="mode">The kind of concatenation, used when <paramref name="concatenated"/> is true.</param>
    /// <param name="concatenated">Whether the message has more than one segment.</param>
    /// <param name="shift">The national language tables in use.</param>
    public static int HeaderOctets(ConcatenationMode mode, bool concatenated, NationalShift shift)
    {
        var elements = shift.HeaderOctets + (concatenated ? mode == ConcatenationMode.Udh16 ? 6 : 5 : 0);
        return elements == 0 ? 0 : elements + 1;
    }

    /// <summary>Septets (GSM 7-bit), UTF-16 code units (UCS-2) or octets (Latin-1, binary) that fit beside a header.</summary>
    /// <param name="encoding">What the units are.</param>
    /// <param name="headerOctets">Octets of the user data header, its length octet included.</param>
    public static int Units(SmsEncoding encoding, int headerOctets) => encoding switch
    {
        SmsEncoding.Gsm7 => (UserDataOctets - headerOctets) * 8 / 7,
        SmsEncoding.Ucs2 => (UserDataOctets - headerOctets) / 2,
        _ => UserDataOctets - headerOctets,
    };
}
