using System.Text.Json.Serialization;

namespace OrleansSms.Domain.Compliance.Hours;

/// <summary><c>quiet-hours.json</c> as it is written.</summary>
internal sealed record QuietHoursFile
{
    public required string Version { get; init; }

    public required string Notice { get; init; }

    public required IReadOnlyList<QuietHoursRow> Rows { get; init; }

    public IReadOnlyList<StatutoryCapRow> Caps { get; set; } = [];

    public IReadOnlyList<HolidaysRow> Holidays { get; set; } = [];
}

/// <summary>Hours of some days in one jurisdiction. A day without a row has none.</summary>
internal sealed record QuietHoursRow
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public required string Jurisdiction { get; init; }

    /// <summary>One day or a range: <c>mon-fri</c>, <c>sat</c>.</summary>
    public required string Days { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary><c>same</c>, <c>none</c>, or hours such as <c>08:00-20:00</c>.</summary>
    public required string Holidays { get; init; }

    public required string Category { get; init; }

    /// <summary><c>hold</c> or <c>drop</c>.</summary>
    public required string Action { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }

    [JsonIgnore]
    public DayHours Hours => new(MinuteOf(From), MinuteOf(To));

    [JsonIgnore]
    public DayHours? OnHolidays => Holidays switch
    {
        "same" => null,
        "none" => DayHours.None,
        _ => Holidays.Split('-') is [var from, var to]
            ? new DayHours(MinuteOf(from), MinuteOf(to))
            : throw new InvalidDataException($"quiet-hours.json, {Jurisdiction}: holidays '{Holidays}' is not 'same', 'none' or hours such as '08:00-20:00'."),
    };

    public static IEnumerable<DayOfWeek> DaysOf(string days)
    {
        var ends = days.Split('-');
        var (first, last) = (Array.IndexOf(DayNames, ends[0]), Array.IndexOf(DayNames, ends[^1]));
        if (first < 0 || last < 0 || ends.Length > 2)
        {
            throw new InvalidDataException($"quiet-hours.json: days '{days}' is not a day such as 'sat' or a range such as 'mon-fri'.");
        }

        for (var day = first; ; day = (day + 1) % DayNames.Length)
        {
            yield return (DayOfWeek)day;
            if (day == last)
            {
                yield break;
            }
        }
    }

    private int MinuteOf(string time)
    {
        if (time.Split(':') is [var hour, var minute]
            && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && hours * 60 + minutes <= 1440 && minutes % DayHours.StepMinutes == 0)
        {
            return (hours * 60) + minutes;
        }

        throw new InvalidDataException($"quiet-hours.json, {Jurisdiction}: '{time}' is not a time of day in quarters of an hour, such as 08:15.");
    }
}

/// <summary>A cap by law.</summary>
internal sealed record StatutoryCapRow
{
    public required string Jurisdiction { get; init; }

    public required int Count { get; init; }

    public required int Hours { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }

    /// <summary>
    /// A message is counted when it is decided, and may be sent until its lease ends: the window is longer by that, so that it holds between any two times of sending.
    /// </summary>
    public FrequencyCap ToCap() => new(Count, (Hours * 3_600) + Decision.MaxLeaseSeconds, CapScope.Account, Categories.Marketing);
}

/// <summary>Holidays of one jurisdiction.</summary>
internal sealed record HolidaysRow
{
    public required string Jurisdiction { get; init; }

    /// <summary>Whether those that fall on a weekend are kept on the Friday before or Monday after as well.</summary>
    public bool Observed { get; set; }

    public required IReadOnlyList<HolidayRow> Days { get; init; }

    public required string Source { get; init; }

    public required DateOnly? VerifiedOn { get; init; }
}
