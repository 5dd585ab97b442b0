using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>What keeps a campaign from going: what is wrong, missing, or not approved.</summary>
public sealed class CampaignLaunchTests(Marketing marketing) : IClassFixture<Marketing>
{
    private static readonly string[] Spring = ["spring"];
    private static readonly string[] Shop = ["Shop"];

    private readonly Marketer _marketer = marketing.Marketer;

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
        (await new Api(marketing.Gateway, key).PostAsync($"/v1/campaigns/{id}/approve")).Expect(200);

        await _marketer.IsAsync(id, "finished");
        (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/pause")).Expect(409);
        (await _marketer.Api.DeleteAsync($"/v1/campaigns/{id}")).Expect(204);
        (await _marketer.Api.GetAsync($"/v1/campaigns/{id}")).Expect(404);
    }

    [Fact]
    public async Task Every_campaign_of_an_account_that_wants_it_has_to_be_approved()
    {
        var account = (await _marketer.Api.PostAsync("/v1/accounts", new { default_from = "Shop", approves_campaigns = true })).Expect(201).Id;
        var (first, second) = (await KeyAsync(account), await KeyAsync(account));
        await first.ImportAsync("of-account", 10, 41_000_000);

        var id = await first.LaunchAsync(new { name = "Of account", audience = new { lists = Marketer.Words("of-account") }, variants = new[] { new { body = "Hi" } }, requires_approval = false });

        Assert.Equal(("awaiting_approval", true), ((await first.GetAsync(id)).Status(), (await first.GetAsync(id)).GetProperty("requires_approval").GetBoolean()));
        (await first.Api.PostAsync($"/v1/campaigns/{id}/approve")).Expect(409);
        await second.DoAsync(id, "approve");
        await first.IsAsync(id, "finished");
        Assert.Equal(10, (await first.MessagesAsync(id)).Count);
    }

    private async Task<Marketer> KeyAsync(string account) =>
        new(new Api(marketing.Gateway, (await _marketer.Api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!));

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
