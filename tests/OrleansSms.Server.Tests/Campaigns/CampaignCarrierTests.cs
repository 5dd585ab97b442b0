using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>Campaigns and what their carrier takes: less than was agreed, or little for many.</summary>
public sealed class CampaignCarrierTests(ForeignMarketing place) : IClassFixture<ForeignMarketing>
{
    private const int Slow = 200;
    private const uint Throttled = 0x58;

    /// <summary>Of a window of 100 a tenth is kept for codes.</summary>
    private const int BulkWindow = 90;

    private readonly Marketer _marketer = place.Marketer;

    [Fact]
    public async Task The_finish_time_follows_a_carrier_that_begins_to_throttle_and_what_it_refused_is_sent_again()
    {
        var crowd = await place.NewCrowdAsync(1_600);
        var id = await _marketer.LaunchAsync(crowd.Definition());
        await crowd.ReachedAsync(200);
        var (before, _, _) = await ProgressAsync(id, static rate => rate > Slow * 1.5);

        await place.Smsc.ScriptAsync(new() { Tps = Slow });
        var (after, from, until) = await ProgressAsync(id, static rate => rate < Slow * 1.1);

        // Everything has been accepted by now: what waits is what is left.
        Assert.True(FinishOf(after) > FinishOf(before));
        var left = after.Number("waiting") / after.GetProperty("messages_per_second").GetDouble();
        Assert.InRange(FinishOf(after), from.AddSeconds(left - 1), until.AddSeconds(left + 1));

        await _marketer.IsAsync(id, "finished");
        await place.Smsc.ClearScriptsAsync();
        var report = await _marketer.ReportsAsync(id, it => it.GetProperty("total").Number("delivered") == crowd.Count);
        Assert.Equal(crowd.Count, report.GetProperty("total").Number("sent"));
        await crowd.HasItOnceAsync(id);
        var submits = await crowd.SubmitsAsync();
        Assert.Contains(submits, static submit => submit.Status == Throttled);
        Assert.Equal(crowd.Count, submits.Count(static submit => submit.Status == 0));
    }

    [Fact]
    public async Task Two_campaigns_share_a_bind_evenly_and_a_code_goes_before_both()
    {
        var (one, two) = (await place.NewCrowdAsync(800), await place.NewCrowdAsync(800));
        await place.Smsc.ScriptAsync(new() { Hold = true });
        var campaigns = new[] { await _marketer.LaunchAsync(one.Definition()), await _marketer.LaunchAsync(two.Definition()) };
        foreach (var id in campaigns)
        {
            await Eventually.ReadAsync(() => _marketer.GetAsync(id), static it => it.GetProperty("progress") is { ValueKind: JsonValueKind.Object } progress && progress.Number("accepted") == 800);
        }

        // The carrier answers nothing: what it may have unanswered is out, and some fifteen hundred wait.
        await one.ReachedAsync(BulkWindow);
        await _marketer.Api.SubmitAsync("+447500900123", category: "authentication");
        await one.ReachedAsync(BulkWindow + 1);
        var held = await place.Smsc.GetSubmitsAsync(one.Before);
        Assert.Equal("447500900123", held[BulkWindow].Destination);

        await place.Smsc.ScriptAsync(new());
        await place.Smsc.ReleaseAsync();
        foreach (var id in campaigns)
        {
            await _marketer.IsAsync(id, "finished");
        }

        var shared = (await place.Smsc.GetSubmitsAsync(one.Before + held.Count)).Take(600).ToList();
        Assert.InRange(shared.Count(one.Has), 240, 360);
        Assert.Equal(600, shared.Count(one.Has) + shared.Count(two.Has));
        await one.HasItOnceAsync(campaigns[0]);
        await two.HasItOnceAsync(campaigns[1]);
    }

    /// <summary>How far a campaign is once its rate is so, and between which times that was told.</summary>
    private async Task<(JsonElement Progress, DateTimeOffset From, DateTimeOffset Until)> ProgressAsync(string id, Func<double, bool> isSo)
    {
        var from = TimeProvider.System.GetUtcNow();
        var told = await Eventually.ReadAsync(
            async () =>
            {
                from = TimeProvider.System.GetUtcNow();
                return (await _marketer.GetAsync(id)).GetProperty("progress");
            },
            progress => progress.GetProperty("messages_per_second") is { ValueKind: JsonValueKind.Number } rate && isSo(rate.GetDouble()),
            static progress => progress.GetRawText());
        return (told, from, TimeProvider.System.GetUtcNow());
    }

    private static DateTimeOffset FinishOf(JsonElement progress) => progress.GetProperty("finish_at").GetDateTimeOffset();
}
