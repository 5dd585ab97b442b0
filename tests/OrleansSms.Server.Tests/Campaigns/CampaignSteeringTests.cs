using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>A campaign that is paused, resumed, slowed down and canceled while it goes to a foreign carrier.</summary>
public sealed class CampaignSteeringTests(ForeignMarketing place) : IClassFixture<ForeignMarketing>
{
    private const string MarketingCategory = "marketing";

    private readonly Marketer _marketer = place.Marketer;

    [Fact]
    public async Task Nothing_goes_while_a_campaign_is_paused_and_everyone_gets_it_once_after()
    {
        var crowd = await place.NewCrowdAsync(1_500);
        var id = await _marketer.LaunchAsync(crowd.Definition());
        await crowd.ReachedAsync(100);

        // The carrier takes half of what comes: lanes are full, and what it refused waits to be sent again.
        await place.Smsc.ScriptAsync(new() { Tps = ForeignMarketing.Tps / 2 });
        await crowd.ReachedAsync(400);
        await _marketer.DoAsync(id, "pause");
        var answeredAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await place.SendBesideAsync(MarketingCategory);
        var atPause = await crowd.SubmitsAsync();

        // What is sent beside it overtakes what waits of it: were that not stopped, some of it would come between.
        while ((await place.SendBesideAsync(MarketingCategory)).At <= answeredAt + 2_000)
        {
        }

        var later = await crowd.SubmitsAsync();
        Assert.Equal(atPause.Count, later.Count);
        Assert.All(later, submit => Assert.InRange(submit.At, 0, answeredAt + 2_000));
        Assert.InRange(atPause.Count(static submit => submit.Status == 0), 100, crowd.Count - 1);
        Assert.Equal("paused", (await _marketer.GetAsync(id)).Status());

        await place.Smsc.ScriptAsync(new());
        await _marketer.DoAsync(id, "resume");
        await _marketer.IsAsync(id, "finished");
        await crowd.HasItOnceAsync(id);
    }

    [Fact]
    public async Task A_canceled_campaign_takes_back_what_no_carrier_has()
    {
        var crowd = await place.NewCrowdAsync(1_500);
        var id = await _marketer.LaunchAsync(crowd.Definition());
        await crowd.ReachedAsync(100);

        await _marketer.DoAsync(id, "cancel");
        var report = await _marketer.ReportsAsync(id, static it => it.Number("waiting") == 0 && Total(it, "delivered") == Total(it, "sent"));

        var rows = await _marketer.MessagesAsync(id);
        Assert.Equal(rows.Count(static message => message.Status() == "canceled"), Total(report, "canceled"));
        Assert.InRange(Total(report, "canceled"), 1, crowd.Count - 100);
        Assert.Equal(rows.Count, Total(report, "canceled") + Total(report, "delivered"));
        Assert.Equal(Total(report, "sent"), (await crowd.SubmitsAsync()).Count);
    }

    [Fact]
    public async Task The_finish_time_follows_the_pace_while_a_campaign_goes()
    {
        var crowd = await place.NewCrowdAsync(1_500);
        var id = await _marketer.LaunchAsync(crowd.Definition(new { messages_per_second = 2 }));
        await crowd.ReachedAsync(1);
        var slow = FinishOf(await _marketer.GetAsync(id));

        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { pace = new { messages_per_second = 100 } })).Expect(200);
        var fast = FinishOf(await _marketer.GetAsync(id));

        // Some 1,500 at 2 and at 100 a second: 750 and 15 s from now.
        Assert.InRange((slow - fast).TotalSeconds, 600, 800);
        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { name = "Other" })).Expect(409);
        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { pace = (object?)null })).Expect(200);
        await _marketer.IsAsync(id, "finished");
        await crowd.HasItOnceAsync(id);
    }

    private static int Total(JsonElement report, string name) => report.GetProperty("total").Number(name);

    private static DateTimeOffset FinishOf(JsonElement campaign) => campaign.GetProperty("progress").GetProperty("finish_at").GetDateTimeOffset();
}
