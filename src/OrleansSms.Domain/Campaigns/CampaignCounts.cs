namespace OrleansSms.Domain.Campaigns;

/// <summary>How messages of a campaign have fared: all of it, or a part such as a variant. Each message counts once in each number but <see cref="Clicks"/>.</summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignCounts")]
public sealed record CampaignCounts
{
    /// <summary>Nothing.</summary>
    public static readonly CampaignCounts None = new();

    /// <summary>A carrier has taken it, whatever came later.</summary>
    [Id(0)] public long Sent { get; init; }

    /// <summary>The handset has it.</summary>
    [Id(1)] public long Delivered { get; init; }

    /// <summary>A carrier took it and refused it later.</summary>
    [Id(2)] public long Undelivered { get; init; }

    /// <summary>No carrier took it.</summary>
    [Id(3)] public long Failed { get; init; }

    /// <summary>Its validity ended first.</summary>
    [Id(4)] public long Expired { get; init; }

    /// <summary>It was taken back.</summary>
    [Id(5)] public long Canceled { get; init; }

    /// <summary>The recipient's rules said never.</summary>
    [Id(6)] public long Suppressed { get; init; }

    /// <summary>Messages that ended before any carrier took them: those, and of the expired those that were never sent.</summary>
    [Id(7)] public long EndedUnsent { get; init; }

    /// <summary>Segments of those that were sent.</summary>
    [Id(8)] public long SentSegments { get; init; }

    /// <summary>Recipients who followed a link.</summary>
    [Id(9)] public long Clicked { get; init; }

    /// <summary>How often links were followed.</summary>
    [Id(10)] public long Clicks { get; init; }

    /// <summary>Recipients who answered, other than by opting out.</summary>
    [Id(11)] public long Replied { get; init; }

    /// <summary>Recipients who opted out after it.</summary>
    [Id(12)] public long OptedOut { get; init; }

    /// <summary>Both together.</summary>
    public CampaignCounts Plus(CampaignCounts other) => new()
    {
        Sent = Sent + other.Sent,
        Delivered = Delivered + other.Delivered,
        Undelivered = Undelivered + other.Undelivered,
        Failed = Failed + other.Failed,
        Expired = Expired + other.Expired,
        Canceled = Canceled + other.Canceled,
        Suppressed = Suppressed + other.Suppressed,
        EndedUnsent = EndedUnsent + other.EndedUnsent,
        SentSegments = SentSegments + other.SentSegments,
        Clicked = Clicked + other.Clicked,
        Clicks = Clicks + other.Clicks,
        Replied = Replied + other.Replied,
        OptedOut = OptedOut + other.OptedOut,
    };
}
