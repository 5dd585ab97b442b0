using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>A campaign that is paused, resumed, slowed down and canceled while it goes to a foreign carrier.</summary>
public sealed class CampaignSteeringTests : IAsyncLifetime
{
    private const string Text = "Hi {{ first_name }}";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private NodeSmsc _smsc = null!;
    private GatewayProcess _gateway = null!;
    private Marketer _marketer = null!;

    public async Task InitializeAsync()
    {
        _smsc = await NodeSmsc.StartAsync();
        _gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>(GatewayProcess.Carrier("north", _smsc.Port))
        {
            ["OrleansSms__Carriers__north__TpsLimit"] = "400",
        });
        _marketer = new Marketer(new Api(_gateway));
        await _smsc.WaitForAsync(PeerCounter.Binds, 1, Timeout);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _smsc.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_goes_while_a_campaign_is_paused_and_everyone_gets_it_once_after()
    {
        const int Recipients = 1_500;
        await _marketer.ImportAsync("paused", Recipients);
        var id = await _marketer.LaunchAsync(Definition("paused"));
        await _smsc.WaitForSubmitsAsync(200, Timeout);

        await _marketer.DoAsync(id, "pause");
        var other = await _marketer.Api.SubmitAsync("+447500900123", category: "marketing");
        await _marketer.Api.MessageIsAsync(other, "delivered");
        var atPause = (await _smsc.GetSubmitsAsync()).Count;
        for (var i = 0; i < 3; i++)
        {
            // What is sent beside it overtakes what waits of it: were that not stopped, some of it would come between.
            await _marketer.Api.MessageIsAsync(await _marketer.Api.SubmitAsync($"+44750090012{i + 4}", category: "marketing"), "delivered");
        }

        Assert.Equal(atPause + 3, (await _smsc.GetSubmitsAsync()).Count);
        Assert.InRange(atPause, 200, Recipients - 1);
        Assert.Equal("paused", (await _marketer.GetAsync(id)).GetProperty("status").GetString());

        await _marketer.DoAsync(id, "resume");
        await _marketer.IsAsync(id, "finished");
        await EveryoneHasItOnceAsync(id, Recipients);
    }

    [Fact]
    public async Task A_canceled_campaign_takes_back_what_no_carrier_has()
    {
        const int Recipients = 1_500;
        await _marketer.ImportAsync("canceled", Recipients);
        var id = await _marketer.LaunchAsync(Definition("canceled"));
        await _smsc.WaitForSubmitsAsync(100, Timeout);

        await _marketer.DoAsync(id, "cancel");
        var report = await _marketer.ReportsAsync(id, static it => it.GetProperty("waiting").GetInt32() == 0 && Total(it, "delivered") == Total(it, "sent"));

        var rows = await _marketer.MessagesAsync(id);
        Assert.Equal(rows.Count(static message => message.GetProperty("status").GetString() == "canceled"), Total(report, "canceled"));
        Assert.InRange(Total(report, "canceled"), 1, Recipients - 100);
        Assert.Equal(rows.Count, Total(report, "canceled") + Total(report, "delivered"));
        Assert.Equal(Total(report, "sent"), (await _smsc.GetSubmitsAsync()).Count);
    }

    [Fact]
    public async Task The_finish_time_follows_the_pace_while_a_campaign_goes()
    {
        await _marketer.ImportAsync("paced", 3_000);
        var id = await _marketer.LaunchAsync(Definition("paced", new { messages_per_second = 2 }));
        await _smsc.WaitForSubmitsAsync(1, Timeout);
        var slow = FinishOf(await _marketer.GetAsync(id));

        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { pace = new { messages_per_second = 100 } })).Expect(200);
        var fast = FinishOf(await _marketer.GetAsync(id));

        // Some 3,000 at 2 and at 100 a second: 1,500 and 30 s from now.
        Assert.InRange((slow - fast).TotalSeconds, 1_200, 1_600);
        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { name = "Other" })).Expect(409);
        (await _marketer.Api.PatchAsync("/v1/campaigns/" + id, new { pace = (object?)null })).Expect(200);
        await _marketer.IsAsync(id, "finished");
        await EveryoneHasItOnceAsync(id, 3_000);
    }

    private static object Definition(string list, object? pace = null) => new
    {
        name = list,
        audience = new { lists = Marketer.Words(list) },
        variants = new[] { new { body = Text } },
        senders = Marketer.Words("Shop"),
        pace,
    };

    /// <summary>Each recipient has one row, and the carrier got each at most once: what was uncertain at a kill is never sent twice, as it is marketing.</summary>
    private async Task<IReadOnlyList<JsonElement>> EveryoneHasItOnceAsync(string id, int recipients)
    {
        var rows = await _marketer.MessagesAsync(id);
        Assert.Equal(recipients, rows.Count);
        Assert.Equal(recipients, rows.Select(static message => message.GetProperty("to").GetString()).Distinct().Count());
        var campaign = (await _smsc.GetSubmitsAsync()).Where(static submit => submit.Destination.StartsWith("4479", StringComparison.Ordinal)).ToList();
        Assert.Equal(campaign.Count, campaign.Select(static submit => submit.Destination).Distinct().Count());
        Assert.InRange(campaign.Count, recipients - rows.Count(static message => message.GetProperty("status").GetString() == "failed"), recipients);
        return rows;
    }

    private static int Total(JsonElement report, string name) => report.GetProperty("total").GetProperty(name).GetInt32();

    private static DateTimeOffset FinishOf(JsonElement campaign) => campaign.GetProperty("progress").GetProperty("finish_at").GetDateTimeOffset();
}
