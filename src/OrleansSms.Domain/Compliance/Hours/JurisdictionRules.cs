namespace OrleansSms.Domain.Compliance.Hours;

/// <summary>What one jurisdiction says about marketing.</summary>
/// <param name="jurisdiction">Its key, as in <c>US-FL</c>, <c>FR</c> or <c>*</c>.</param>
/// <param name="version">The file and its version.</param>
/// <param name="week">Hours of each day, Sunday first.</param>
/// <param name="onHolidays">Hours of holidays; null = those of the weekday.</param>
/// <param name="holidays">Its holidays; null when they make no difference.</param>
/// <param name="drops">Whether what comes outside the hours is dropped rather than held.</param>
/// <param name="caps">Caps by law. Their windows include the time that a message may wait in a lane after it was counted.</param>
public sealed class JurisdictionRules(
    string jurisdiction, string version, IReadOnlyList<DayHours> week, DayHours? onHolidays, HolidayCalendar? holidays, bool drops, IReadOnlyList<FrequencyCap> caps)
{
    /// <summary>Its key.</summary>
    public string Jurisdiction => jurisdiction;

    /// <summary>The file and its version.</summary>
    public string Version => version;

    /// <summary>Whether what comes outside the hours is dropped rather than held.</summary>
    public bool Drops => drops;

    /// <summary>Caps by law.</summary>
    public IReadOnlyList<FrequencyCap> Caps => caps;

    /// <summary>Whether a message may arrive at a time by the clock on the wall. Hours over midnight belong to the day on which they begin.</summary>
    public bool Allow(DateTimeOffset local)
    {
        var minute = (local.Hour * 60) + local.Minute;
        var day = DateOnly.FromDateTime(local.DateTime);
        var today = HoursOf(day);
        if (today.WrapsMidnight ? minute >= today.From : minute >= today.From && minute < today.To)
        {
            return true;
        }

        var yesterday = HoursOf(day.AddDays(-1));
        return yesterday.WrapsMidnight && minute < yesterday.To;
    }

    private DayHours HoursOf(DateOnly day) =>
        onHolidays is { } hours && holidays?.Contains(day) == true ? hours : week[(int)day.DayOfWeek];
}
