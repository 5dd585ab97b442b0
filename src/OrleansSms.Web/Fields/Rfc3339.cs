namespace OrleansSms.Web.Fields;

/// <summary>Times as RFC 3339 §5.6 has them. The offset is not optional: a time without one means another moment to each reader.</summary>
internal static class Rfc3339
{
    public const string Expected = "a time with date and offset, as in 2026-03-01T09:30:00Z or 2026-03-01T10:30:00+01:00";

    private const int DateTimeChars = 19;
    private const int MaxFractionDigits = 7;
    private const int OffsetChars = 6;
    private const int OffsetColon = 3;
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var upper = text.ToUpperInvariant();
        if (upper.Length <= DateTimeChars)
        {
            return false;
        }

        var digits = upper.AsSpan(DateTimeChars);
        var fraction = digits[0] == '.' ? 1 + CountDigits(digits[1..]) : 0;
        if (fraction == 1)
        {
            return false;
        }

        var offset = digits[fraction..] is "Z" ? "+00:00" : digits[fraction..];
        if (offset.Length != OffsetChars || offset[OffsetColon] != ':')
        {
            return false;
        }

        // More digits than a tick has are cut off, as a clock would not have known them either.
        var kept = Math.Min(fraction, 1 + MaxFractionDigits);
        return DateTimeOffset.TryParseExact(
            string.Concat(upper.AsSpan(0, DateTimeChars), digits[..kept], offset), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>A time in UTC, as files have it.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var other = text.IndexOfAnyExceptInRange('0', '9');
        return other < 0 ? text.Length : other;
    }
}
