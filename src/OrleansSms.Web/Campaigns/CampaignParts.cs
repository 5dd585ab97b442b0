using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>Who gets a campaign: everyone who is on one of the lists or in one of the segments, and in none of the excluded. Each number once.</summary>
/// <param name="Lists">Lists of contacts.</param>
/// <param name="Segments">Segments.</param>
/// <param name="ExcludeLists">Lists whose contacts do not get it.</param>
/// <param name="ExcludeSegments">Segments whose contacts do not get it.</param>
internal sealed record AudienceView(
    IReadOnlyList<string>? Lists, IReadOnlyList<string>? Segments, IReadOnlyList<string>? ExcludeLists, IReadOnlyList<string>? ExcludeSegments)
{
    public static AudienceView Of(Audience audience) => new(audience.Lists, audience.Segments, audience.ExcludeLists, audience.ExcludeSegments);
}

/// <summary>When a campaign goes.</summary>
/// <param name="At">At this time, for everyone.</param>
/// <param name="LocalTime">At this time by each recipient's clock, as in 10:30.</param>
/// <param name="LocalDate">On this day, as in 2026-12-24; when absent, today.</param>
/// <param name="WhenPassed">What becomes of those for whom the time has passed: send_now (when absent), next_day, skip.</param>
internal sealed record ScheduleView(DateTimeOffset? At, string? LocalTime, string? LocalDate, WhenPassed? WhenPassed)
{
    public static ScheduleView Of(CampaignSchedule schedule) => new(
        schedule.At?.ToTime(),
        schedule.LocalMinute is { } minute ? Clock.Of(minute) : null,
        schedule.LocalDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        schedule.WhenPassed);
}

/// <summary>Hours of the day in which a campaign goes; outside them nothing of it goes. Over midnight where to is before from.</summary>
/// <param name="From">As in 09:00.</param>
/// <param name="To">As in 20:00.</param>
/// <param name="Zone">IANA zone of the clock, as in Europe/Berlin.</param>
internal sealed record WindowView(string From, string To, string Zone)
{
    public static WindowView Of(DailyWindow window) => new(Clock.Of(window.From), Clock.Of(window.To), window.Zone);
}

/// <summary>How fast a campaign goes at most: one of these.</summary>
internal sealed record PaceView(int? MessagesPerSecond, int? SegmentsPerSecond, int? MessagesPerMinute, int? SegmentsPerMinute)
{
    public static PaceView Of(CampaignPace pace) => (pace.InSegments, pace.PerMinute) switch
    {
        (false, false) => new(pace.Amount, null, null, null),
        (true, false) => new(null, pace.Amount, null, null),
        (false, true) => new(null, null, pace.Amount, null),
        _ => new(null, null, null, pace.Amount),
    };
}

/// <summary>Where a campaign stops before its audience's end.</summary>
/// <param name="Messages">Messages.</param>
/// <param name="Segments">Segments.</param>
internal sealed record CapsView(long? Messages, long? Segments);

/// <summary>A test that decides between variants.</summary>
/// <param name="Percent">Part of the audience that gets all variants, 1 to 99.</param>
/// <param name="Duration">How long to wait after the last of them has had its message.</param>
/// <param name="Metric">What is best: delivered (when absent), clicked or replied, each as a share of those sent.</param>
internal sealed record TestView(int Percent, TimeSpan Duration, TestMetric? Metric);

/// <summary>What becomes of the links in a campaign's texts.</summary>
/// <param name="Shorten">Whether they are replaced by short ones that tell who followed them.</param>
/// <param name="BaseUrl">Where short links begin: a domain of yours that leads to the gateway.</param>
/// <param name="Parameters">Query parameters that are added to their targets, such as utm_source.</param>
internal sealed record LinksView(bool? Shorten, string? BaseUrl, IReadOnlyDictionary<string, string>? Parameters)
{
    public static LinksView Of(CampaignLinks links) => new(links.Shorten, links.BaseUrl, links.Parameters);
}

/// <summary>Times of day as texts.</summary>
internal static class Clock
{
    public static string Of(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
