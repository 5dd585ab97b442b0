using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;

namespace OrleansSms.Grains.Campaigns;

/// <summary>What campaigns need beside their paging: reports, and taking back.</summary>
internal sealed class CampaignDesk(CampaignServices services, MessageCanceler canceler, GrainReferences grains)
{
    /// <summary>A campaign with how far it has come and when it will be through.</summary>
    public async Task<CampaignReport> ReportAsync(CampaignState campaign, CampaignProgress progress, CampaignRun? run)
    {
        var tally = campaign.LaunchedAt is null ? null : await services.Counts(campaign.Account).GetAsync(campaign.Id);
        var policy = (await grains.Account(campaign.Account).GetActiveAsync())?.Policy;
        var report = new CampaignReport
        {
            State = campaign,
            Progress = progress,
            Tally = tally,
            WaitsFor = run?.WaitsFor,
            SegmentPriceMicros = policy?.Ceilings?.SegmentPriceMicros ?? 0,
        };
        return run is null || campaign.AudienceSize is null ? report : await WithEstimateAsync(report, run);
    }

    private async Task<CampaignReport> WithEstimateAsync(CampaignReport report, CampaignRun run)
    {
        var (campaign, progress) = (report.State, report.Progress);
        var load = await services.Gauge.ReadAsync(campaign.Id, CancellationToken.None);
        var segments = progress.AcceptedMessages == 0 ? 1 : Math.Max(1, progress.AcceptedSegments / (double)progress.AcceptedMessages);
        var carriers = !load.IsUp ? 0 : load.EffectiveTps > 0 ? load.EffectiveTps / segments : run.MeasuredRate;
        var rate = Math.Min(FinishTime.MessagesPerSecond(campaign.Definition.Pace, segments), carriers);
        var left = Math.Max(0, campaign.AudienceSize!.Value - progress.AcceptedMessages - progress.Skipped.Values.Sum()) + report.Waiting;
        var held = report.Waiting > 0 ? report.Tally?.HeldUntil ?? 0 : 0;
        var last = progress.Passes.Count == 0 ? 0 : progress.Passes[^1].At;
        var opens = campaign.Definition.Window?.OpensAt(services.Now) ?? 0;
        return report with
        {
            MessagesPerSecond = double.IsFinite(rate) ? rate : null,
            FinishAt = FinishTime.Of(services.Now, left, rate, Math.Max(Math.Max(held, last), opens)),
        };
    }

    /// <summary>Takes back what no carrier has yet, and forgets that it was stopped.</summary>
    public async Task TakeBackAsync(CampaignState campaign)
    {
        await canceler.CancelCampaignAsync(campaign.Account, campaign.Id, campaign.StartedAt ?? campaign.CreatedAt);
        await services.Gate.OpenAsync(campaign.Id);
        await services.Journal.CloseAsync(campaign.Id);
    }
}
