using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>How a campaign has fared. Every breakdown adds up to the total; carriers have only what came to one.</summary>
internal sealed record CampaignReportView
{
    /// <summary>The campaign.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required CampaignStatus Status { get; init; }

    /// <summary>Recipients, as of its beginning.</summary>
    public required long AudienceSize { get; init; }

    /// <summary>Messages that were made.</summary>
    public required long Accepted { get; init; }

    /// <summary>Recipients who get none, by why.</summary>
    public required IReadOnlyDictionary<string, long> Skipped { get; init; }

    /// <summary>Messages that wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>Messages of which nobody knows whether a carrier has them, and that are not sent again: each is counted as failed when its validity ends.</summary>
    public required long Uncertain { get; init; }

    /// <summary>All together.</summary>
    public required CampaignCountsView Total { get; init; }

    /// <summary>By variant.</summary>
    public required IReadOnlyDictionary<string, CampaignCountsView> Variants { get; init; }

    /// <summary>By carrier.</summary>
    public required IReadOnlyDictionary<string, CampaignCountsView> Carriers { get; init; }

    /// <summary>By the country of the number, ISO 3166; ZZ = none.</summary>
    public required IReadOnlyDictionary<string, CampaignCountsView> Countries { get; init; }

    /// <summary>By the hour in which it happened, UTC.</summary>
    public required IReadOnlyDictionary<string, CampaignCountsView> Hours { get; init; }

    /// <summary>Messages that ended badly, by status and reason or error.</summary>
    public required IReadOnlyDictionary<string, long> Reasons { get; init; }

    /// <summary>How often each link was followed.</summary>
    public required IReadOnlyList<LinkCountView> Links { get; init; }

    /// <summary>Clicks that programs made; they are counted nowhere else.</summary>
    public required long BotClicks { get; init; }

    public static CampaignReportView Of(CampaignReport report)
    {
        var variants = report.State.Definition.Variants;
        var tally = report.Tally ?? new CampaignTally { Campaign = report.State.Id };
        return new CampaignReportView
        {
            Id = report.State.Id,
            Status = report.State.Status,
            AudienceSize = report.State.AudienceSize ?? 0,
            Accepted = report.Progress.AcceptedMessages,
            Skipped = report.Progress.Skipped,
            Waiting = report.Waiting,
            Uncertain = tally.Uncertain.Count,
            Total = Counts(tally.Total),
            Variants = variants.Select((variant, i) => (variant.Name, Counts: tally.Variants.ElementAtOrDefault(i) ?? CampaignCounts.None))
                .ToDictionary(static part => part.Name, part => Counts(part.Counts)),
            Carriers = Parts(tally.Carriers),
            Countries = Parts(tally.Countries),
            Hours = Parts(tally.Hours),
            Reasons = tally.Reasons.OrderByDescending(static pair => pair.Value).ToDictionary(),
            Links = [.. tally.LinkClicks.Select(pair => LinkCountView.Of(pair.Key, pair.Value, variants)).OrderBy(static link => link.Variant).ThenBy(static link => link.Link)],
            BotClicks = tally.BotClicks,
        };

        CampaignCountsView Counts(CampaignCounts counts) => CampaignCountsView.Of(counts, report.SegmentPriceMicros);

        Dictionary<string, CampaignCountsView> Parts(IReadOnlyDictionary<string, CampaignCounts> parts) =>
            parts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).ToDictionary(static pair => pair.Key, pair => Counts(pair.Value));
    }
}

/// <summary>How often a link was followed.</summary>
/// <param name="Variant">The variant whose text it is in.</param>
/// <param name="Link">Which link of the text, counted from 1.</param>
/// <param name="Clicks">How often.</param>
internal sealed record LinkCountView(string Variant, int Link, long Clicks)
{
    public static LinkCountView Of(string key, long clicks, IReadOnlyList<Variant> variants)
    {
        var parts = key.Split('/');
        return new LinkCountView(
            variants[int.Parse(parts[0], CultureInfo.InvariantCulture)].Name, int.Parse(parts[1], CultureInfo.InvariantCulture) + 1, clicks);
    }
}
