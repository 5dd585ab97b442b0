using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Web.Policies;

namespace OrleansSms.Web.Campaigns;

/// <summary>/v1/campaigns/{id}/dry_run</summary>
internal static class DryRunApi
{
    /// <summary>How long an answer waits for the end of a dry run: what a client's own limit usually leaves room for.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static void MapDryRuns(this ApiRoutes api)
    {
        api.Post("/v1/campaigns/{id}/dry_run", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, StartAsync)).Gives<DryRunView>()
            .Says("dryRunCampaign", CampaignsApi.Tag, "Try a campaign without sending anything",
                "How many messages would go, wait or be suppressed, and why; segments, cost, when it would be through, and a sample of the texts. A large audience takes longer than the answer waits: then finished is false, and GET tells the rest.");
        api.Get("/v1/campaigns/{id}/dry_run", Scope.Campaigns, call => CampaignsApi.FindAndAsync(call, (found, _) => AnswerAsync(found))).Gives<DryRunView>()
            .Says("getCampaignDryRun", CampaignsApi.Tag, "Get what a dry run has found so far");
    }

    private static async Task StartAsync(ApiCall call, CampaignReport report)
    {
        if (await Grain(call).StartAsync() is { Count: > 0 } errors)
        {
            await call.InvalidAsync(errors);
            return;
        }

        var time = call.Services.Time;
        var began = time.GetTimestamp();
        while ((await Grain(call).GetAsync())?.IsFinished != true && time.GetElapsedTime(began) < Wait)
        {
            await Task.Delay(LookEvery, time, call.Aborted);
        }

        await AnswerAsync(call);
    }

    private static async Task AnswerAsync(ApiCall call)
    {
        if (await Grain(call).GetAsync() is { } state)
        {
            await call.JsonAsync(StatusCodes.Status200OK, DryRunView.Of(state), WebJson.Shared.DryRunView);
            return;
        }

        await call.NotFoundAsync("dry run");
    }

    private static ICampaignDryRunGrain Grain(ApiCall call) => call.Grains.GetGrain<ICampaignDryRunGrain>(call.Path("id"));
}

/// <summary>What would come of a campaign.</summary>
/// <param name="Finished">Whether everyone has been looked at.</param>
/// <param name="Error">Why it cannot be told, or why the campaign would not begin.</param>
/// <param name="AudienceSize">Recipients.</param>
/// <param name="Looked">Recipients that have been looked at.</param>
/// <param name="Go">Messages that would go when their turn comes.</param>
/// <param name="Held">Messages that would wait, by why.</param>
/// <param name="Suppressed">Messages that would never go, by why.</param>
/// <param name="Skipped">Recipients who would get none, by why.</param>
/// <param name="Segments">Segments of those that would go, now or later.</param>
/// <param name="Cost">What they would cost, in the account's currency; null = the price of a segment is not known.</param>
/// <param name="FinishAt">When the last would have gone, by pace, hours and what carriers take now; null = that is not known.</param>
/// <param name="EffectiveTps">Segments a second that the carriers take now; null = no limit is known of one of them.</param>
/// <param name="Samples">Some of the texts.</param>
/// <param name="Problems">Rows whose text cannot be made, the first of them.</param>
internal sealed record DryRunView(
    bool Finished, string? Error, long AudienceSize, long Looked, long Go, IReadOnlyDictionary<string, long> Held, IReadOnlyDictionary<string, long> Suppressed,
    IReadOnlyDictionary<string, long> Skipped, long Segments, string? Cost, DateTimeOffset? FinishAt, double? EffectiveTps, IReadOnlyList<DryRunSample> Samples,
    IReadOnlyList<RowProblem> Problems)
{
    public static DryRunView Of(DryRunState it) => new(
        it.IsFinished, it.Error, it.AudienceSize, it.Looked, it.Go, it.Held, it.Suppressed, it.Skipped, it.Segments,
        it.SegmentPriceMicros == 0 ? null : PolicyText.Money(it.Segments * it.SegmentPriceMicros),
        it.FinishAt?.ToTime(), it.EffectiveTps == 0 ? null : it.EffectiveTps, it.Samples, it.Problems);
}
