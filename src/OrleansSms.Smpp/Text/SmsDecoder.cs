using System.Buffers.Binary;
using System.Text;

namespace OrleansSms.Smpp.Text;

/// <summary>Reads the user data of a deliver_sm (MO) or of a submit_sm at the server side. Pure; never throws on what a peer sends.</summary>
public static class SmsDecoder
{
    private const char Unreadable = '\uFFFD';

    /// <summary>
    /// Decodes one short message.</summary>
    /// <param name="dataCoding">data_coding (SMPP 3.4 §5.2.19); values from 0x10 on are read as in 3GPP TS 23.038 §4.
    /// </param>
    /// <param name="udhi">
    /// Whether bit 0x40 of esm_class is set, so that the octets begin with a user data header.</param>
    /// <param name="userData">short_message or message_payload.
    /// </param>
    /// <param name="alphabet">What data_coding 0 means at the SMSC.</param>
    public static DecodedText Decode(
        byte dataCoding, bool udhi, ReadOnlySpan<byte> userData, DefaultAlphabet alphabet = DefaultAlphabet.Gsm0338Unpacked)
    {
        UserDataHeader header = default;
        var body = udhi && UserDataHeader.TryRead(userData, out header) ? userData[header.Length..] : userData;
        var encoding = EncodingOf(dataCoding, alphabet);
        return new DecodedText(encoding, TextOf(dataCoding, body, alphabet, header.Shift), body.ToArray(), dataCoding)
        {
            Concatenation = header.Concatenation,
            Port = header.Port,
            Shift = header.Shift,
        };
    }

    /// <summary>
    /// The text of octets that have no user data header in front; empty when data_coding says that they are binary.</summary>
    /// <param name="dataCoding">data_coding.
    /// </param>
    /// <param name="body">
    /// The octets.</param>
    /// <param name="alphabet">What data_coding 0 means at the SMSC.
    /// </param>
    /// <param name="shift">The national language tables named by the header.</param>
    public static string TextOf(byte dataCoding, ReadOnlySpan<byte> body, DefaultAlphabet alphabet, NationalShift shift = default) =>
        Kind(dataCoding) switch
        {
            DataCodings.Default => FromDefault(body, alphabet, shift),
            DataCodings.Ascii => FromAscii(body),
            DataCodings.Latin1 => Encoding.Latin1.GetString(body),
            DataCodings.Ucs2 => FromUcs2(body),
            DataCodings.Binary => string.Empty,
            var other => CodePage(other).GetString(body),
        };

    private static SmsEncoding EncodingOf(byte dataCoding, DefaultAlphabet alphabet) => Kind(dataCoding) switch
    {
        DataCodings.Default => alphabet == DefaultAlphabet.Latin1 ? SmsEncoding.Latin1 : SmsEncoding.Gsm7,
        DataCodings.Ascii => SmsEncoding.Gsm7,
        DataCodings.Latin1 => SmsEncoding.Latin1,
        DataCodings.Binary => SmsEncoding.Binary,
        _ => SmsEncoding.Ucs2,
    };

    // data_coding as one of the values of SMPP 3.4 §5.2.19. Above 0x0F it is a GSM data coding scheme (3GPP TS 23.038 §4), whose alphabet is in
    // bits 2 and 3.
    private static byte Kind(byte dataCoding) => (dataCoding >> 4, dataCoding & 0x0C) switch
    {
        (0x0, _) => dataCoding switch
        {
            DataCodings.Octets => DataCodings.Binary,
            DataCodings.Pictogram or 0x0B or 0x0C or 0x0D or 0x0F => DataCodings.Binary,
            _ => dataCoding,
        },
        (0xE, _) => DataCodings.Ucs2,
        (0xC or 0xD, _) => DataCodings.Default,
        (0xF, 0x4 or 0xC) => DataCodings.Binary,
        (0xF, _) => DataCodings.Default,
        (0x2 or 0x3 or 0x6 or 0x7, _) => DataCodings.Binary, // compressed
        (0x1 or 0x4 or 0x5, 0x4) => DataCodings.Binary,
        (0x1 or 0x4 or 0x5, 0x8) => DataCodings.Ucs2,
        _ => DataCodings.Default, // reserved values included, as the standard asks
    };

    private static string FromDefault(ReadOnlySpan<byte> body, DefaultAlphabet alphabet, NationalShift shift) => alphabet switch
    {
        DefaultAlphabet.Latin1 => Encoding.Latin1.GetString(body),
        DefaultAlphabet.Ascii => FromAscii(body),
        _ => FromSeptets(body, GsmAlphabet.For(shift, alphabet)),
    };

    private static string FromSeptets(ReadOnlySpan<byte> septets, GsmAlphabet alphabet)
    {
        var built = new StringBuilder(septets.Length);
        for (var index = 0; index < septets.Length; index++)
        {
            if (septets[index] != GsmAlphabet.Escape)
            {
                built.Append(alphabet.Decode(septets[index]));
            }
            else if (++index < septets.Length)
            {
                built.Append(alphabet.DecodeEscaped(septets[index]));
            }
            else
            {
                built.Append(' ');
            }
        }

        return built.ToString();
    }

    private static string FromAscii(ReadOnlySpan<byte> body) => string.Create(body.Length, body, static (text, octets) =>
    {
        for (var index = 0; index < octets.Length; index++)
        {
            text[index] = octets[index] < 0x80 ? (char)octets[index] : Unreadable;
        }
    });

    // UTF-16 big endian as it stands: an encoder would replace the half of a surrogate pair whose other half is in the next segment.
    private static string FromUcs2(ReadOnlySpan<byte> body) => string.Create(body.Length / 2, body, static (text, octets) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (char)BinaryPrimitives.ReadUInt16BigEndian(octets[(index * 2)..]);
        }
    });

    private static Encoding CodePage(byte dataCoding)
    {
        var page = dataCoding switch
        {
            DataCodings.Jis => 932,
            DataCodings.Cyrillic => 28595,
            DataCodings.Hebrew => 28598,
            DataCodings.Iso2022Jp => 50220,
            _ => 949, // KS C 5601
        };
        return CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.Latin1;
    }
}
