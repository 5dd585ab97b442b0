namespace OrleansSms.Domain.Campaigns;

/// <summary>
/// What the event log says of a campaign, up to a place in it: kept together with that place, so that each event counts once, whatever dies. It does not need the messages, and
/// outlives them.
/// </summary>
[GenerateSerializer, Immutable, Alias("sms.CampaignTally")]
public sealed record CampaignTally
{
    /// <summary>The campaign.</summary>
    [Id(0)] public required string Campaign { get; init; }

    /// <summary>The last event that counts, <c>evt_…</c>; null = the beginning of the log.</summary>
    [Id(1)] public string? Cursor { get; init; }

    /// <summary>All together.</summary>
    [Id(2)] public CampaignCounts Total { get; init; } = CampaignCounts.None;

    /// <summary>By variant, in the order of the definition.</summary>
    [Id(3)] public IReadOnlyList<CampaignCounts> Variants { get; init; } = [];

    /// <summary>By carrier, of what a carrier has taken or refused.</summary>
    [Id(4)] public IReadOnlyDictionary<string, CampaignCounts> Carriers { get; init; } = new Dictionary<string, CampaignCounts>();

    /// <summary>By ISO 3166 country of the number; <c>ZZ</c> = none.</summary>
    [Id(5)] public IReadOnlyDictionary<string, CampaignCounts> Countries { get; init; } = new Dictionary<string, CampaignCounts>();

    /// <summary>By the hour in which it happened, in UTC.</summary>
    [Id(6)] public IReadOnlyDictionary<string, CampaignCounts> Hours { get; init; } = new Dictionary<string, CampaignCounts>();

    /// <summary>Messages that ended badly, by status and reason or error, as in <c>undelivered: 011</c>.</summary>
    [Id(7)] public IReadOnlyDictionary<string, long> Reasons { get; init; } = new Dictionary<string, long>();

    /// <summary>Links that were followed, by variant and link, as in <c>0/2</c>.</summary>
    [Id(8)] public IReadOnlyDictionary<string, long> LinkClicks { get; init; } = new Dictionary<string, long>();

    /// <summary>Clicks that were made by programs, not by people; they are counted nowhere else.</summary>
    [Id(9)] public long BotClicks { get; init; }

    /// <summary>When the last held message is looked at again, in Unix microseconds.</summary>
    [Id(10)] public long HeldUntil { get; init; }

    /// <summary>
    /// Messages of which nobody knows whether a carrier has them, and that are not sent again: each stands here until it is known, or its validity ends.
    /// </summary>
    [Id(11)] public IReadOnlyList<string> Uncertain { get; init; } = [];
}
