using Xunit.Abstractions;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>The process is killed while a campaign goes.</summary>
public sealed class CampaignKillTests(ForeignMarketing place, ITestOutputHelper output) : IClassFixture<ForeignMarketing>
{
    private const int Window = 100;

    /// <summary>Messages of one durable intent: they may have gone before a kill beside those of the window.</summary>
    private const int Intent = 256;

    private readonly Marketer _marketer = place.Marketer;

    [Fact]
    public async Task Whenever_the_process_is_killed_everyone_gets_a_campaign_once_and_it_finishes()
    {
        const int Recipients = 2_400;
        const int Kills = 2;
        var crowd = await place.NewCrowdAsync(Recipients);
        await place.Smsc.ScriptAsync(new() { Suffix = TwoCarriers.Digits(Marketer.Number(crowd.First + 7)), Answer = SubmitAnswer.Never });

        // With a pace it takes up 150 at a time and keeps the plan for eight times as many: of what stands in the plan some has been accepted at any moment, and some has not.
        var id = await _marketer.LaunchAsync(crowd.Definition(new { messages_per_second = 600 }));
        var submits = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            submits += Random.Shared.Next(100, 700);
            output.WriteLine($"Killed when the carrier had got {submits}.");
            await crowd.ReachedAsync(submits);
            await place.Gateway.Kill9Async();
            submits = (await crowd.SubmitsAsync()).Count;
            await place.Gateway.StartAgainAsync();
        }

        await _marketer.IsAsync(id, "finished");
        var report = await _marketer.ReportsAsync(id, static it => Total(it, "delivered") == Total(it, "sent"));

        var rows = await crowd.HasItOnceAsync(id);
        var uncertain = rows.Count(Crowd.IsUncertain);
        Assert.InRange(uncertain, 1, Kills * (Window + Intent));
        Assert.Equal(Recipients - uncertain, rows.Count(static row => row.Status() == "delivered"));
        Assert.Equal((Recipients - uncertain, uncertain, 0), (Total(report, "sent"), report.Number("uncertain"), report.Number("waiting")));
        foreach (var breakdown in (string[])["variants", "carriers", "countries", "hours"])
        {
            Assert.Equal(Recipients - uncertain, report.GetProperty(breakdown).EnumerateObject().Sum(static part => part.Value.Number("sent")));
        }

        Assert.InRange((await crowd.SubmitsAsync()).Count, Recipients - uncertain, Recipients);
        Assert.Single(await _marketer.EventsAsync(), it => it.Text("type") == "campaign.finished" && it.GetProperty("data").Text("campaign_id") == id);
    }

    private static int Total(System.Text.Json.JsonElement report, string name) => report.GetProperty("total").Number(name);
}
