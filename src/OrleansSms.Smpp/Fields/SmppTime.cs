using System.Globalization;

namespace OrleansSms.Smpp.Fields;

/// <summary>
/// A time on the wire: <c>YYMMDDhhmmsstnn</c> and <c>+</c>, <c>-</c> or <c>R</c> (SMPP 3.4 §7.1.1). t is tenths of a second, nn the offset
/// from UTC in quarter hours, 0 to 48. Exactly one of <see cref="Absolute"/> and <see cref="Relative"/> is set.
/// </summary>
/// <param name="Absolute">A point in time; the century is 2000 for years below 70, else 1900.</param>
/// <param name="Relative">A span from when the SMSC takes the message; a year counts 365 days and a month 30.</param>
public readonly record struct SmppTime(DateTimeOffset? Absolute, TimeSpan? Relative)
{
    private const int Length = 16;
    private const int MaxQuarterHours = 48;
    private const int DaysPerYear = 365;
    private const int DaysPerMonth = 30;
    private const int PivotYear = 70;

    /// <summary>Writes a point in time.</summary>
    public static string Format(DateTimeOffset time)
    {
        var quarters = (int)(time.Offset.Ticks / TimeSpan.FromMinutes(15).Ticks);
        if (Math.Abs(quarters) > MaxQuarterHours || time.Offset.Ticks % TimeSpan.FromMinutes(15).Ticks != 0)
        {
            time = time.ToUniversalTime();
            quarters = 0;
        }

        var sign = quarters < 0 ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyMMddHHmmss}{time.Millisecond / 100}{Math.Abs(quarters):00}{sign}");
    }

    /// <summary>Writes a span, rounded down to seconds; the longest that fits is 99 years of 365 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative or too long.</exception>
    public static string Format(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(span, TimeSpan.FromDays(100 * DaysPerYear));
        var (years, rest) = Math.DivRem(span.Days, DaysPerYear);
        var (months, days) = Math.DivRem(rest, DaysPerMonth);
        return string.Create(CultureInfo.InvariantCulture, $"{years:00}{months:00}{days:00}{span.Hours:00}{span.Minutes:00}{span.Seconds:00}000R");
    }

    /// <summary>Reads either form; false when the text is neither, or names a day or an hour that does not exist.</summary>
    public static bool TryParse(string? text, out SmppTime time)
    {
        time = default;
        if (text is not { Length: Length } || text.AsSpan(0, Length - 1).ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        return text[^1] switch
        {
            'R' => TryParseRelative(text, out time),
            '+' => TryParseAbsolute(text, 1, out time),
            '-' => TryParseAbsolute(text, -1, out time),
            _ => false,
        };
    }

    private static bool TryParseRelative(string text, out SmppTime time)
    {
        var days = (Pair(text, 0) * DaysPerYear) + (Pair(text, 2) * DaysPerMonth) + Pair(text, 4);
        time = new SmppTime(null, new TimeSpan(days, Pair(text, 6), Pair(text, 8), Pair(text, 10)));
        return true;
    }

    private static bool TryParseAbsolute(string text, int sign, out SmppTime time)
    {
        time = default;
        var quarters = Pair(text, 13);
        var year = Pair(text, 0) + (Pair(text, 0) < PivotYear ? 2000 : 1900);
        var (month, day) = (Pair(text, 2), Pair(text, 4));
        if (quarters > MaxQuarterHours || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || Pair(text, 6) > 23 || Pair(text, 8) > 59 || Pair(text, 10) > 59)
        {
            return false;
        }

        var offset = TimeSpan.FromMinutes(15 * quarters * sign);
        var tenths = TimeSpan.FromMilliseconds(100 * (text[12] - '0'));
        time = new SmppTime(new DateTimeOffset(year, month, day, Pair(text, 6), Pair(text, 8), Pair(text, 10), offset) + tenths, null);
        return true;
    }

    private static int Pair(string text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
