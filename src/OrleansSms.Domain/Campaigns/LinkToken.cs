using System.Security.Cryptography;

namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// What stands behind <c>/l/</c>: the campaign's code, and then, in 9 characters, the recipient's place in the audience, which link it is, and a signature. Nothing is kept for a
/// link: a campaign of a million has no million rows for it. The signature keeps others' clicks from being made up; it guards no secret.
/// </summary>
public readonly record struct LinkToken(string Code, long Place, int Link)
{
    /// <summary>Characters of a campaign's code: 900 million of them, so that one is free at the first try.</summary>
    public const int CodeChars = 5;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int BodyChars = 9;
    private const int LinkBits = 4;
    private const int PlaceBits = 27;
    private const int SignatureBits = 22;

    /// <summary>Recipients that places can tell apart.</summary>
    public const long MaxPlaces = 1L << PlaceBits;

    /// <summary>A new campaign's code.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(Digits, CodeChars);

    /// <summary>The token, signed with a campaign's secret.</summary>
    public string ToText(byte[] secret)
    {
        var signed = ((ulong)Place << LinkBits) | (uint)Link;
        var value = (signed << SignatureBits) | Sign(secret, signed);
        return string.Create(CodeChars + BodyChars, (Code, value), static (text, it) =>
        {
            it.Code.CopyTo(text);
            for (var i = text.Length - 1; i >= CodeChars; i--)
            {
                text[i] = Digits[(int)(it.value % (ulong)Digits.Length)];
                it.value /= (ulong)Digits.Length;
            }
        });
    }

    /// <summary>The code of a token, by which its campaign is found; null when it can be none.</summary>
    public static string? CodeOf(string token) => token.Length == CodeChars + BodyChars && token.All(char.IsAsciiLetterOrDigit) ? token[..CodeChars] : null;

    /// <summary>Reads a token that was signed with <paramref name="secret"/>.</summary>
    public static bool TryParse(string token, byte[] secret, out LinkToken link)
    {
        link = default;
        if (CodeOf(token) is not { } code)
        {
            return false;
        }

        var value = 0UL;
        foreach (var c in token.AsSpan(CodeChars))
        {
            value = (value * (ulong)Digits.Length) + (ulong)Digits.IndexOf(c, StringComparison.Ordinal);
        }

        var signed = value >> SignatureBits;
        if ((value & ((1UL << SignatureBits) - 1)) != Sign(secret, signed) || signed >> (LinkBits + PlaceBits) != 0)
        {
            return false;
        }

        link = new LinkToken(code, (long)(signed >> LinkBits), (int)(signed & ((1UL << LinkBits) - 1)));
        return true;
    }

    private static ulong Sign(byte[] secret, ulong value)
    {
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(octets, value);
        HMACSHA256.HashData(secret, octets, signature);
        return BinaryPrimitives.ReadUInt64BigEndian(signature) & ((1UL << SignatureBits) - 1);
    }
}
