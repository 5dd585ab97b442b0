using OrleansSms.Domain.Campaigns;
using OrleansSms.Storage.Segments;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What comes before a campaign's first message: the audience is fixed and looked through.</summary>
internal sealed class CampaignStart(CampaignServices services)
{
    /// <summary>Why a campaign does not begin when the texts of some recipients cannot be made.</summary>
    public static string NotBegun(long recipients) =>
        FormattableString.Invariant($"The text cannot be made for {recipients} recipients, so the campaign does not begin; problems lists the first of them.");

    /// <summary>Fixes the audience; how many recipients it has.</summary>
    /// <exception cref="CampaignFailedException">There is a segment no more, or somebody lacks what a text shows.</exception>
    public async Task<long> FixAudienceAsync(CampaignState campaign, CancellationToken stop)
    {
        var reason = "";
        var size = await services.Audience.TakeAsync(campaign, services.Now, error => reason = error, stop) ?? throw new CampaignFailedException(reason);
        if (campaign.Definition.Links.Shorten && size > LinkToken.MaxPlaces)
        {
            throw new CampaignFailedException("The audience is too large for short links.");
        }

        return size;
    }

    /// <summary>Rows whose text cannot be made: some of them, and how many there are.</summary>
    public async Task<(IReadOnlyList<RowProblem> Listed, long All)> FindProblemsAsync(CampaignState campaign, long size, CancellationToken stop)
    {
        var texts = new CampaignTexts(campaign, services.Templates);
        if (campaign.Definition.OnMissing == OnMissing.Skip || !texts.MayLack)
        {
            return ([], 0);
        }

        var (listed, all) = (new List<RowProblem>(), 0L);
        for (var from = 0L; from < size; from += ISegmentSnapshots.PageSize)
        {
            var members = await services.Audience.ReadAsync(campaign, from, ISegmentSnapshots.PageSize, stop);
            var page = await Task.Run(() => new UnitDraft(campaign, texts).Make(members, null).Outcome([], []), stop);
            all += page.Skipped.GetValueOrDefault(SkipReasons.MissingVariable) + page.Skipped.GetValueOrDefault(SkipReasons.NotRendered);
            listed.AddRange(page.Problems.Take(CampaignLimits.MaxListedProblems - listed.Count));
        }

        return (listed, all);
    }

    /// <summary>The passes that take up everyone in turn. By recipients' clocks, there is one for each time that comes up.</summary>
    public async Task<(IReadOnlyList<CampaignPass> Passes, long TimePassed)> FindPassesAsync(CampaignState campaign, CancellationToken stop)
    {
        if (campaign.Definition.Schedule.LocalMinute is null)
        {
            return (PassRules.Plain(campaign.Definition), 0);
        }

        var (times, passed) = (new SortedSet<long>(), 0L);
        for (var from = 0L; from < campaign.AudienceSize; from += ISegmentSnapshots.PageSize)
        {
            foreach (var member in await services.Audience.ReadAsync(campaign, from, ISegmentSnapshots.PageSize, stop))
            {
                if (services.Passes.SendAt(campaign, member) is { } at)
                {
                    times.Add(at);
                }
                else
                {
                    passed++;
                }
            }
        }

        return ([.. times.Select(static at => new CampaignPass(AudiencePart.All, at, ByClock: true))], passed);
    }
}
