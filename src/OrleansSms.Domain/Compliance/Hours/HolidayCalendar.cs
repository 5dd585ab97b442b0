using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace OrleansSms.Domain.Compliance.Hours;

/// <summary>Holidays of a country or state, worked out for each year when it is asked for.</summary>
/// <param name="rules">Which days they are.</param>
/// <param name="observed">Whether one that falls on a weekend is kept on the Friday before or Monday after as well.</param>
public sealed class HolidayCalendar(IReadOnlyList<HolidayRow> rules, bool observed)
{
    private readonly ConcurrentDictionary<int, FrozenSet<DateOnly>> _years = new();

    /// <summary>Whether a day is a holiday.</summary>
    public bool Contains(DateOnly day) => _years.GetOrAdd(day.Year, Reckon).Contains(day);

    private FrozenSet<DateOnly> Reckon(int year)
    {
        // A New Year's Day that is a Saturday is kept in the year before.
        var days = new HashSet<DateOnly>();
        for (var near = year - 1; near <= year + 1; near++)
        {
            foreach (var rule in rules)
            {
                var day = rule.In(near);
                days.Add(day);
                if (observed && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    days.Add(day.AddDays(day.DayOfWeek == DayOfWeek.Saturday ? -1 : 1));
                }
            }
        }

        return days.Where(day => day.Year == year).ToFrozenSet();
    }
}

/// <summary>A holiday: a date, a weekday of a month, or a distance from Easter Sunday.</summary>
public sealed record HolidayRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Month and day, as in <c>07-04</c>.</summary>
    public string? Date { get; set; }

    /// <summary>Month, of one that is a weekday of it.</summary>
    public int Month { get; set; }

    /// <summary>That weekday.</summary>
    public DayOfWeek Weekday { get; set; }

    /// <summary>Which of the month's: 1 to 4, or -1 = the last.</summary>
    public int Nth { get; set; }

    /// <summary>Days after Easter Sunday, of one that moves with it.</summary>
    public int? Easter { get; set; }

    /// <summary>Its day in a year.</summary>
    public DateOnly In(int year)
    {
        if (Easter is { } distance)
        {
            return EasterSunday(year).AddDays(distance);
        }

        return Date is { } date
            ? DateOnly.ParseExact(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{date}"), "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : NthWeekday(year);
    }

    private DateOnly NthWeekday(int year)
    {
        if (Nth < 0)
        {
            var last = new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
            return last.AddDays(-(((int)last.DayOfWeek - (int)Weekday + 7) % 7));
        }

        var first = new DateOnly(year, Month, 1);
        return first.AddDays((((int)Weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (Nth - 1)));
    }

    /// <summary>Western Easter by the Gregorian computus.</summary>
    private static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var epact = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = epact - (epact / 28 * (1 - (epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11))));
        var weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        var distance = moon - weekday;
        var month = 3 + ((distance + 40) / 44);
        return new DateOnly(year, month, distance + 28 - (31 * (month / 4)));
    }
}
