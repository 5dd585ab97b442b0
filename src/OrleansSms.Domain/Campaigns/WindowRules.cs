namespace OrleansSms.Domain.Campaigns;

/// <summary>Whether a campaign's hours are open.</summary>
public static class WindowRules
{
    private const int MinutesPerDay = 1_440;

    /// <summary>How far ahead an opening is looked for: over a change of clocks.</summary>
    private const int HorizonMinutes = 2 * MinutesPerDay;

    private const long Minute = 60 * UnixMicros.PerSecond;

    /// <summary>Whether the window is open at a time, in Unix microseconds.</summary>
    public static bool IsOpen(this DailyWindow window, long at)
    {
        var local = TimeZoneInfo.ConvertTime(UnixMicros.ToTime(at), TimeZoneInfo.FindSystemTimeZoneById(window.Zone));
        var minute = (local.Hour * 60) + local.Minute;
        return window.To < window.From ? minute >= window.From || minute < window.To : minute >= window.From && minute < window.To;
    }

    /// <summary>When it opens next, at the beginning of a minute; <paramref name="at"/> itself when it is open.</summary>
    public static long OpensAt(this DailyWindow window, long at)
    {
        if (window.IsOpen(at))
        {
            return at;
        }

        var minute = at - (at % Minute);
        for (var ahead = 1; ahead <= HorizonMinutes; ahead++)
        {
            if (window.IsOpen(minute + (ahead * Minute)))
            {
                return minute + (ahead * Minute);
            }
        }

        return at + (HorizonMinutes * Minute);
    }
}
