namespace OrleansSms.Domain.Campaigns;

/// <summary>When a campaign goes: at a point in time, or at a time by each recipient's clock. Neither = when it is launched.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignSchedule")]
public sealed record CampaignSchedule
{
    /// <summary>The point in time, in Unix microseconds.</summary>
    [Id(0)] public long? At { get; init; }

    /// <summary>Minute of the recipient's day, 0 to 1439.</summary>
    [Id(1)] public int? LocalMinute { get; init; }

    /// <summary>The day on the recipient's calendar; null = the first on which the time is still ahead anywhere.</summary>
    [Id(2)] public DateOnly? LocalDay { get; init; }

    /// <summary>What becomes of recipients for whom that time has passed when the campaign begins.</summary>
    [Id(3)] public WhenPassed WhenPassed { get; init; }
}

/// <summary>What becomes of a recipient for whom the time has passed.</summary>
public enum WhenPassed : byte
{
    /// <summary>The message goes at once.</summary>
    SendNow = 0,

    /// <summary>It goes at that time of the next day.</summary>
    NextDay = 1,

    /// <summary>There is none.</summary>
    Skip = 2,
}

/// <summary>Hours of the day in which a campaign goes. <c>To</c> before <c>From</c> = over midnight.</summary>
/// <param name="From">First minute, 0 to 1439.</param>
/// <param name="To">First minute that is outside, 0 to 1440.</param>
/// <param name="Zone">IANA zone of the clock.</param>
[GenerateSerializer, Immutable, Alias("sms.DailyWindow")]
public sealed record DailyWindow([property: Id(0)] int From, [property: Id(1)] int To, [property: Id(2)] string Zone);

/// <summary>How fast a campaign goes at most.</summary>
/// <param name="Amount">Messages or segments in each period; more than 0.</param>
/// <param name="InSegments">Whether segments are counted rather than messages.</param>
/// <param name="PerMinute">Whether the period is a minute rather than a second.</param>
[GenerateSerializer, Immutable, Alias("sms.CampaignPace")]
public sealed record CampaignPace([property: Id(0)] int Amount, [property: Id(1)] bool InSegments, [property: Id(2)] bool PerMinute)
{
    /// <summary>Units a second.</summary>
    public double PerSecond => PerMinute ? Amount / 60.0 : Amount;
}

/// <summary>Where a campaign stops, though its audience has not come to its end.</summary>
/// <param name="Messages">Messages; null = no cap.</param>
/// <param name="Segments">Segments; null = no cap.</param>
[GenerateSerializer, Immutable, Alias("sms.CampaignCaps")]
public sealed record CampaignCaps([property: Id(0)] long? Messages, [property: Id(1)] long? Segments);

/// <summary>A test that decides between variants: a part of the audience gets all of them, the rest then the best.</summary>
/// <param name="Percent">Part of the audience that takes part, 1 to 99.</param>
/// <param name="Duration">How long to wait after the last of them has had its message.</param>
/// <param name="Metric">What is best.</param>
[GenerateSerializer, Immutable, Alias("sms.VariantTest")]
public sealed record VariantTest([property: Id(0)] int Percent, [property: Id(1)] TimeSpan Duration, [property: Id(2)] TestMetric Metric);

/// <summary>What the best variant is chosen by: a share of the messages that were sent.</summary>
public enum TestMetric : byte
{
    /// <summary>Those that were delivered.</summary>
    Delivered = 0,

    /// <summary>Those whose recipient followed a link.</summary>
    Clicked = 1,

    /// <summary>Those whose recipient answered.</summary>
    Replied = 2,
}

/// <summary>What becomes of the links in a campaign's texts.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignLinks")]
public sealed record CampaignLinks
{
    /// <summary>Whether they are replaced by short ones that tell who followed them.</summary>
    [Id(0)] public bool Shorten { get; init; }

    /// <summary>Where short links begin, as in <c>https://go.shop.example</c>: a domain of the account's that leads to the gateway.</summary>
    [Id(2)] public string? BaseUrl { get; init; }

    /// <summary>Query parameters that are added to their targets, such as <c>utm_source</c>.</summary>
    [Id(1)] public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
