using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>The marketer's story, from a file of numbers to the report, against a running gateway.</summary>
public sealed class CampaignStoryTests : IAsyncLifetime
{
    private static readonly string[] Spring = ["spring"];
    private static readonly string[] Left = ["left"];
    private static readonly string[] Shop = ["Shop"];

    private GatewayProcess _gateway = null!;
    private Marketer _marketer = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayProcess.StartAsync();
        _marketer = new Marketer(new Api(_gateway));
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_campaign_goes_from_a_file_to_its_report()
    {
        await _marketer.ImportAsync("spring", 2_500);
        await _marketer.ImportAsync("left", 100);
        var id = await _marketer.DraftAsync(new
        {
            name = "Spring",
            audience = new { lists = Spring, exclude_lists = Left },
            variants = new[] { new { body = "Hi {{ first_name }}, spring is here", share = 3 }, new { body = "Dear {{ first_name }}: 10% off in {{ city }}", share = 1 } },
            senders = Shop,
        });
        Assert.Equal("draft", (await _marketer.GetAsync(id)).GetProperty("status").GetString());

        await _marketer.DoAsync(id, "launch");
        var ended = await _marketer.IsAsync(id, "finished");

        // The excluded hundred are the first hundred of the list.
        var progress = ended.GetProperty("progress");
        Assert.Equal((2_400, 2_400), (Number(progress, "audience_size"), Number(progress, "accepted")));
        var report = await _marketer.ReportsAsync(id, static it => Number(it.GetProperty("total"), "delivered") == 2_400);
        var messages = await _marketer.MessagesAsync(id);
        Assert.Equal(2_400, messages.Select(static message => message.GetProperty("to").GetString()).Distinct().Count());
        Assert.All(messages, static message => Assert.Equal("delivered", message.GetProperty("status").GetString()));
        Assert.Contains(messages, static message => message.GetProperty("body").GetString() == "Hi Name200, spring is here"
            || message.GetProperty("body").GetString() == "Dear Name200: 10% off in Leeds");
        Assert.Equal(messages.Count(static message => message.GetProperty("body").GetString()!.StartsWith("Dear", StringComparison.Ordinal)), Number(report.GetProperty("variants").GetProperty("B"), "sent"));
        foreach (var breakdown in (string[])["variants", "carriers", "countries", "hours"])
        {
            Assert.Equal(2_400, report.GetProperty(breakdown).EnumerateObject().Sum(static part => Number(part.Value, "delivered")));
        }

        var csv = (await _marketer.Api.GetAsync($"/v1/campaigns/{id}/report.csv")).Expect(200).Text;
        Assert.Contains("\r\ncountry,GB,2400,2400,2400,", csv, StringComparison.Ordinal);
        var told = (await _marketer.Api.GetAsync("/v1/events?limit=1")).Expect(200);
        Assert.Single(told.Data);
        Assert.Contains(messages, static message => message.GetProperty("campaign_id").GetString()!.StartsWith("cmp_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_a_campaign_is_told_at_once_and_where()
    {
        var answer = (await _marketer.Api.PostAsync("/v1/campaigns", new
        {
            audience = new { list = Spring },
            variants = new object[] { new { body = "Hi {{ name" }, new { } },
            pace = new { messages_per_second = 1, segments_per_minute = 2 },
            window = new { from = "9", to = "20:00", zone = "Mars" },
            test = new { percent = 120 },
        })).Expect(400);

        Assert.Equal(
            ["/audience/list", "/name", "/pace", "/test/duration", "/test/percent", "/variants/0/body", "/variants/1/body", "/window/from", "/window/zone"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_launch_says_what_is_missing()
    {
        var id = await _marketer.DraftAsync(new { name = "Nobody", audience = new { lists = Spring, segments = Marketer.Words("seg_none") }, variants = new[] { new { template_id = "tpl_none" } }, senders = Shop });

        var answer = (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/launch")).Expect(400);

        Assert.Equal(
            ["/audience/segments/0", "/variants/0/template_id"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(static error => error.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("draft", (await _marketer.GetAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_contact_who_lacks_what_the_text_shows_keeps_the_campaign_from_beginning()
    {
        await _marketer.ImportAsync("lacking", 1_200, 30_000_000, static i => i == 1_100 ? "" : "Ann");
        var definition = new { name = "Lacking", audience = new { lists = Marketer.Words("lacking") }, variants = new[] { new { body = "Hi {{ first_name }}" } }, senders = Shop, on_missing = "refuse" };

        var refused = await _marketer.IsAsync(await _marketer.LaunchAsync(definition), "failed");
        var skipping = await _marketer.IsAsync(await _marketer.LaunchAsync(definition with { on_missing = "skip" }), "finished");

        Assert.Equal(Marketer.Number(30_001_100), Assert.Single(refused.GetProperty("problems").EnumerateArray()).GetProperty("number").GetString());
        Assert.Empty(await _marketer.MessagesAsync(refused.GetProperty("id").GetString()!));
        Assert.Equal((1_199, 1), (Number(skipping.GetProperty("progress"), "accepted"), Number(skipping.GetProperty("progress").GetProperty("skipped"), "missing_variable")));
    }

    [Fact]
    public async Task Who_launches_a_campaign_cannot_approve_it()
    {
        await _marketer.ImportAsync("approved", 10, 40_000_000);
        var id = await _marketer.LaunchAsync(new { name = "Approved", audience = new { lists = Marketer.Words("approved") }, variants = new[] { new { body = "Hi" } }, senders = Shop, requires_approval = true });
        Assert.Equal("awaiting_approval", (await _marketer.GetAsync(id)).GetProperty("status").GetString());
        Assert.Equal("not_allowed_now", (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/approve")).Expect(409).Json.GetProperty("code").GetString());

        var key = (await _marketer.Api.PostAsync("/v1/keys", new { account = "default", scopes = Marketer.Words("campaigns") })).Expect(201).Json.GetProperty("secret").GetString()!;
        (await new Api(_gateway, key).PostAsync($"/v1/campaigns/{id}/approve")).Expect(200);

        await _marketer.IsAsync(id, "finished");
        (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/pause")).Expect(409);
        (await _marketer.Api.DeleteAsync($"/v1/campaigns/{id}")).Expect(204);
        (await _marketer.Api.GetAsync($"/v1/campaigns/{id}")).Expect(404);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
