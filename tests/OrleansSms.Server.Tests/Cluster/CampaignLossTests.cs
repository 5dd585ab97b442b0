using OrleansSms.Server.Tests.Campaigns;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>The silo that runs a campaign dies: another goes on with it.</summary>
[Collection(SharedSilos.Name)]
public sealed class CampaignLossTests(ThreeSilos cluster)
{
    private const int Recipients = 900;
    private const int First = 85_000_000;

    [Fact]
    public async Task A_campaign_goes_on_when_the_silo_that_runs_it_is_killed_and_everyone_gets_it_once()
    {
        await cluster.SpreadAsync(3);
        var marketer = new Marketer(cluster.Api(0));
        await marketer.ImportAsync("loss", Recipients, First);
        var before = (await cluster.North.GetCountsAsync()).GetValueOrDefault(PeerCounter.Submits);

        // With a pace it is planned in small units: of what is planned some has been accepted when the silo dies, and some has not.
        var id = await marketer.LaunchAsync(new
        {
            name = "Loss",
            audience = new { lists = Marketer.Words("loss") },
            variants = new[] { new { body = "Hi {{ first_name }}" } },
            senders = Marketer.Words("Shop"),
            pace = new { messages_per_second = 200 },
        });
        await cluster.North.WaitForAsync(PeerCounter.Submits, before + 150, ForeignMarketing.Timeout);
        var dead = Assert.Single(Enumerable.Range(0, cluster.Silos.Count), silo => cluster.Silos[silo].Output.Contains($"Campaign {id} goes on in this process", StringComparison.Ordinal));
        await cluster.Silos[dead].Kill9Async();
        var survivor = new Marketer(cluster.Api((dead + 1) % cluster.Silos.Count));

        // Until the others know that it is dead, they may answer that something cannot be had now.
        await Eventually.ReadAsync(
            () => survivor.Api.GetAsync("/v1/campaigns/" + id), static answer => answer.Status == 200 && answer.Json.Status() == "finished", cluster.Explain);
        var report = await survivor.ReportsAsync(id, static it => it.GetProperty("total").Number("delivered") + it.Number("uncertain") == Recipients);

        var rows = await survivor.MessagesAsync(id);
        var uncertain = rows.Count(Crowd.IsUncertain);
        Assert.Equal((Recipients, Recipients), (rows.Count, rows.Select(static row => row.Text("to")).Distinct().Count()));
        Assert.Equal(Recipients - uncertain, rows.Count(static row => row.Status() == "delivered"));
        Assert.Equal((Recipients - uncertain, uncertain, 0), (report.GetProperty("total").Number("sent"), report.Number("uncertain"), report.Number("waiting")));
        var got = (await cluster.North.GetSubmitsAsync(before)).Select(static submit => submit.Destination).Where(static to => to.StartsWith("4479850", StringComparison.Ordinal)).ToList();
        Assert.Equal(got.Count, got.Distinct().Count());
        Assert.Empty(rows.Where(static row => !Crowd.IsUncertain(row)).Select(static row => TwoCarriers.Digits(row.Text("to")!)).Except(got));

        await cluster.Silos[dead].StartAgainAsync();
        await cluster.SpreadAsync(3, asked: dead);
    }
}
