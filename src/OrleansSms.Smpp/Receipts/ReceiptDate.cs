namespace OrleansSms.Smpp.Receipts;

// The dates of a receipt's text: YYMMDDhhmm by the book (SMPP 3.4 appendix B), with seconds, with century or with separators at some carriers.
internal static class ReceiptDate
{
    private const int MostDigits = 15;

    internal static DateTimeOffset? Parse(ReadOnlySpan<byte> value, TimeZoneInfo zone)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        var count = 0;
        var sign = 0;
        foreach (var octet in value)
        {
            if (octet is >= (byte)'0' and <= (byte)'9' && count < MostDigits)
            {
                digits[count++] = (byte)(octet - '0');
            }
            else if (count == MostDigits && sign == 0 && octet is (byte)'+' or (byte)'-')
            {
                sign = octet == '+' ? 1 : -1;
            }
            else if (octet is not ((byte)'-' or (byte)':' or (byte)'/' or (byte)'.' or (byte)' ' or (byte)'T' or (byte)'t'))
            {
                return null;
            }
        }

        return Parse(digits[..count], sign, zone);
    }

    private static DateTimeOffset? Parse(ReadOnlySpan<byte> digits, int sign, TimeZoneInfo zone)
    {
        switch (digits.Length)
        {
            case 10:
            case 12 when !HasCentury(digits):
                return At(2000 + Number(digits, 0), digits[2..], zone);
            case 12:
            case 14:
                return At((Number(digits, 0) * 100) + Number(digits, 2), digits[4..], zone);
            case MostDigits when sign != 0: // SMPP absolute time: YYMMDDhhmmsstnn and the sign of nn quarter hours
                var quarters = Number(digits, 13);
                return quarters > 48 ? null : Local(2000 + Number(digits, 0), digits[2..12]) is { } local
                    ? new DateTimeOffset(local, TimeSpan.FromMinutes(15 * quarters * sign))
                    : null;
            default:
                return null;
        }
    }

    // Twelve digits are YYMMDDhhmmss or YYYYMMDDhhmm. Those of the year 2020 with seconds would be both, and nobody sends receipts from then.
    private static bool HasCentury(ReadOnlySpan<byte> digits) => Number(digits, 0) == 20 && Local(2000 + Number(digits, 2), digits[4..]) is not null;

    private static DateTimeOffset? At(int year, ReadOnlySpan<byte> rest, TimeZoneInfo zone) =>
        Local(year, rest) is { } local ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : null;

    // MMDDhhmm or MMDDhhmmss of a year; null when there is no such time, as with the zeros that stand for "none".
    private static DateTime? Local(int year, ReadOnlySpan<byte> rest)
    {
        var (month, day, hour, minute) = (Number(rest, 0), Number(rest, 2), Number(rest, 4), Number(rest, 6));
        var second = rest.Length >= 10 ? Number(rest, 8) : 0;
        return year is < 1970 or > 2099 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59
            ? null
            : new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
    }

    private static int Number(ReadOnlySpan<byte> digits, int at) => (digits[at] * 10) + digits[at + 1];
}
