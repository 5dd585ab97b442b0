using System.Globalization;
using System.Numerics;

namespace OrleansSms.Smpp.Receipts;

/// <summary>The message ids that an SMSC gives out.</summary>
public static class SmscMessageId
{
    /// <summary>Characters that a message_id can have without its NUL (SMPP 3.4 §4.4.2).</summary>
    public const int MaxLength = 64;

    /// <summary>
    /// The canonical form of an id, so that the one of a submit_sm_resp and the one of its receipt compare equal by ordinal comparison. A number in a
    /// known base becomes its decimal digits. As it is, an id of hexadecimal digits loses case and leading zeros; a UUID and a hash of 32 or 64
    /// digits lose case only; any other id stays, since in one that counts with capitals too, case makes a difference.
    /// </summary>
    /// <param name="id">The id as received.</param>
    /// <param name="idBase">
    /// The base that the carrier uses in the PDU the id came in. submit_sm_resp and receipts can differ, but both or neither must be
    /// <see cref="MessageIdBase.AsIs"/>.
    /// </param>
    /// <returns>The canonical form; that of <see cref="MessageIdBase.AsIs"/> when the id is no number in the base.</returns>
    public static string Normalize(string id, MessageIdBase idBase)
    {
        ArgumentNullException.ThrowIfNull(id);
        var text = id.AsSpan().Trim(" \0\r\n\t");
        if (text.Length is 32 or 36 or MaxLength && IsHash(text))
        {
            return Same(id, text, lower: true);
        }

        return idBase switch
        {
            MessageIdBase.Decimal when IsNumber(text, hex: false) => Same(id, WithoutZeros(text), lower: false),
            MessageIdBase.Hex when IsNumber(WithoutPrefix(text), hex: true) => FromHex(WithoutPrefix(text)),
            _ => IsNumber(text, hex: true) ? Same(id, WithoutZeros(text), lower: true) : Same(id, text, lower: false),
        };
    }

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

    // One zero stays when there is nothing else.
    private static ReadOnlySpan<char> WithoutZeros(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart('0');
        return digits.IsEmpty ? text[..1] : digits;
    }

    private static string FromHex(ReadOnlySpan<char> digits) => digits.Length <= 16
        ? ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
        : BigInteger.Parse($"0{digits}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static bool IsNumber(ReadOnlySpan<char> text, bool hex)
    {
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!(hex ? char.IsAsciiHexDigit(character) : char.IsAsciiDigit(character)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsHash(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var dash = text.Length == 36 && at is (8 or 13 or 18 or 23);
            if (dash ? text[at] != '-' : !char.IsAsciiHexDigit(text[at]))
            {
                return false;
            }
        }

        return true;
    }

    // The id itself when nothing changes, which is the usual case.
    private static string Same(string id, ReadOnlySpan<char> text, bool lower)
    {
        if (lower && text.IndexOfAnyInRange('A', 'F') >= 0)
        {
            return text.ToString().ToLowerInvariant();
        }

        return text.Length == id.Length ? id : text.ToString();
    }
}
