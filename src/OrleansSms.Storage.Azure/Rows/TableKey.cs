using System.Globalization;
using System.Text;

namespace OrleansSms.Storage.Azure.Rows;

/// <summary>Keys of rows: tables take no slash, backslash, number sign, question mark or control character.</summary>
internal static class TableKey
{
    private const string Harmless = "-.@";

    /// <summary>A name as a key that a person can still read: what is not a letter or digit is an underscore and its octets in hexadecimal.</summary>
    public static string Of(string name)
    {
        if (name.All(IsHarmless))
        {
            return name;
        }

        var key = new StringBuilder();
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsAscii && IsHarmless((char)rune.Value))
            {
                key.Append((char)rune.Value);
            }
            else
            {
                key.Append('_').Append(Convert.ToHexString(octets[..rune.EncodeToUtf8(octets)]));
            }
        }

        return key.ToString();
    }

    /// <summary>A name as a key that sorts as the name does.</summary>
    public static string Sorted(string name) => Convert.ToHexString(Encoding.UTF8.GetBytes(name));

    /// <summary>An id, oldest first.</summary>
    public static string Of(SortableId id) => string.Create(CultureInfo.InvariantCulture, $"{id.High:X16}{id.Low:X16}");

    /// <summary>An id, newest first.</summary>
    public static string Newest(SortableId id) => string.Create(CultureInfo.InvariantCulture, $"{~id.High:X16}{~id.Low:X16}");

    /// <summary>A number that is not negative.</summary>
    public static string Of(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Of(SortableId)"/> wrote.</summary>
    public static SortableId ReadId(string key) => new(
        ulong.Parse(key.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ulong.Parse(key.AsSpan(16, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    private static bool IsHarmless(char c) => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal);
}
