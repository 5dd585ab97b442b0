namespace OrleansSms.Domain.Campaigns;

/// <summary>When a campaign goes for each zone, where it goes by recipients' clocks. Made once, when the campaign begins, so that all of it goes by the same day.</summary>
public static class LocalTimes
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>When it goes in a zone, in Unix microseconds; null = not at all, since the time has passed.</summary>
    /// <param name="schedule">The schedule, which has a local time.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="begin">When the campaign begins.</param>
    public static long? SendAt(CampaignSchedule schedule, TimeZoneInfo zone, long begin)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(UnixMicros.ToTime(begin), zone).DateTime);
        var day = schedule.LocalDay ?? today;
        var at = At(day, schedule.LocalMinute!.Value, zone);
        if (at >= begin)
        {
            return at;
        }

        return schedule.WhenPassed switch
        {
            WhenPassed.SendNow => begin,
            WhenPassed.NextDay => NextDay(schedule, zone, today, begin),
            _ => null,
        };
    }

    private static long NextDay(CampaignSchedule schedule, TimeZoneInfo zone, DateOnly today, long begin)
    {
        var at = At(today, schedule.LocalMinute!.Value, zone);
        return at >= begin ? at : At(today.AddDays(1), schedule.LocalMinute.Value, zone);
    }

    /// <summary>A time of day that the clocks leave out is that much later; of one that they show twice, the first counts.</summary>
    private static long At(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(default).AddMinutes(minute);
        while (zone.IsInvalidTime(local))
        {
            local += Minute;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return UnixMicros.From(new DateTimeOffset(local, offset));
    }
}
