namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>Links that are followed, tests of variants, and dry runs, in the sandbox.</summary>
public sealed class CampaignResponseTests(Marketing marketing) : IClassFixture<Marketing>
{
    private readonly Marketer _marketer = marketing.Marketer;

    [Fact]
    public async Task A_short_link_leads_on_and_tells_who_followed_it()
    {
        await _marketer.ImportAsync("linked", 20, 50_000_010);
        var id = await _marketer.LaunchAsync(new
        {
            name = "Linked",
            audience = new { lists = Marketer.Words("linked") },
            variants = new[] { new { body = "See https://shop.example/{{ first_name }}?x=1#top, or https://shop.example/all." } },
            senders = Marketer.Words("Shop"),
            links = new { shorten = true, base_url = "https://go.example", parameters = new { utm_source = "sms" } },
        });
        await _marketer.IsAsync(id, "finished");
        var message = (await _marketer.MessagesAsync(id)).Single(static it => it.GetProperty("to").GetString() == Marketer.Number(50_000_013));
        var links = Phone.LinksIn(message.GetProperty("body").GetString()!);
        Assert.Equal(2, links.Count);
        Assert.EndsWith(".", message.GetProperty("body").GetString(), StringComparison.Ordinal);

        Assert.Equal("https://shop.example/Name3?x=1&utm_source=sms#top", await FollowAsync(links[0], Phone.Browser));
        Assert.Equal("https://shop.example/Name3?x=1&utm_source=sms#top", await FollowAsync(links[0], Phone.Browser));
        Assert.Equal("https://shop.example/all?utm_source=sms", await FollowAsync(links[1], Phone.Browser));
        Assert.Equal("https://shop.example/all?utm_source=sms", await FollowAsync(links[1], "WhatsApp/2.23"));
        Assert.Null(await FollowAsync(links[0][..^1] + (links[0][^1] == 'a' ? 'b' : 'a'), Phone.Browser));

        var report = await _marketer.ReportsAsync(id, static it => it.GetProperty("bot_clicks").GetInt32() == 1 && it.GetProperty("total").GetProperty("clicks").GetInt32() == 3);
        Assert.Equal(1, report.GetProperty("total").GetProperty("clicked").GetInt32());
        Assert.Equal([(1, 2), (2, 1)], report.GetProperty("links").EnumerateArray().Select(static link => (link.GetProperty("link").GetInt32(), link.GetProperty("clicks").GetInt32())));
        var events = await _marketer.EventsAsync();
        Assert.Contains(events, it => it.GetProperty("type").GetString() == "campaign.finished" && it.GetProperty("data").GetProperty("campaign_id").GetString() == id);
        Assert.Contains(events, it => it.GetProperty("type").GetString() == "link.clicked" && it.GetProperty("data").GetProperty("number").GetString() == Marketer.Number(50_000_013));
    }

    [Fact]
    public async Task The_rest_of_the_audience_gets_the_variant_that_did_better_in_the_test()
    {
        await _marketer.ImportAsync("tested", 300, 60_000_010);
        var id = await _marketer.LaunchAsync(new
        {
            name = "Tested",
            audience = new { lists = Marketer.Words("tested") },
            variants = new[] { new { name = "plain", body = "One" }, new { name = "bold", body = "Two" } },
            senders = Marketer.Words("Shop"),
            test = new { percent = 30, duration = "PT1S", metric = "delivered" },
        });
        var ended = await _marketer.IsAsync(id, "finished");

        // All of it is delivered, so either may win; whoever does has the whole rest.
        var all = await _marketer.MessagesAsync(id);
        var (winner, other) = ended.Text("winner") == "plain" ? ("One", "Two") : ("Two", "One");
        Assert.Equal(300, all.Count);
        Assert.InRange(all.Count(it => it.Text("body") == other), 15, 80);
        Assert.InRange(all.Count(it => it.Text("body") == winner), 220, 285);
        Assert.Contains(await _marketer.EventsAsync(), it => it.Text("type") == "campaign.winner_chosen" && it.GetProperty("data").Text("campaign_id") == id && it.GetProperty("data").Text("variant") == ended.Text("winner"));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_come_of_a_campaign_and_sends_nothing()
    {
        await _marketer.ImportAsync("dry", 1_500, 70_000_010, static i => i == 7 ? "" : i % 2 == 0 ? "Zoë ✋" : "Ann");
        (await _marketer.Api.PostAsync("/v1/suppressions", new { number = Marketer.Number(70_000_020), reason = "asked" })).Expect(201);
        var id = await _marketer.DraftAsync(new
        {
            name = "Dry",
            audience = new { lists = Marketer.Words("dry") },
            variants = new[] { new { body = "Hi {{ first_name }}, this is a text that needs two segments as soon as a name has a letter that the usual alphabet lacks." } },
            senders = Marketer.Words("Shop"),
            pace = new { messages_per_minute = 1_498 },
        });

        var dry = (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/dry_run")).Expect(200).Json;

        Assert.True(dry.GetProperty("finished").GetBoolean());
        Assert.Equal((1_500, 1_498), (dry.GetProperty("looked").GetInt32(), dry.GetProperty("go").GetInt32()));
        Assert.Equal(1, dry.GetProperty("suppressed").EnumerateObject().Single().Value.GetInt32());
        Assert.Equal(1, dry.GetProperty("skipped").GetProperty("missing_variable").GetInt32());
        Assert.StartsWith("The text cannot be made for 1 recipients", dry.Text("error"), StringComparison.Ordinal);
        Assert.Equal(1_498 + 749, dry.GetProperty("segments").GetInt32());
        Assert.Equal(10, dry.GetProperty("samples").GetArrayLength());
        Assert.InRange(dry.GetProperty("finish_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));
        Assert.Empty(await _marketer.MessagesAsync(id));
        Assert.Equal("draft", (await _marketer.GetAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_test_goes_to_the_team_only()
    {
        await _marketer.ImportAsync("team", 30, 80_000_010);
        var id = await _marketer.DraftAsync(new
        {
            name = "Team",
            audience = new { lists = Marketer.Words("team") },
            variants = new[] { new { body = "Hi {{ first_name }}" }, new { body = "Dear {{ first_name }}" } },
            senders = Marketer.Words("Shop"),
        });

        var sent = (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/test", new { to = Marketer.Words(Marketer.Number(80_000_010), "+447500900199") })).Expect(202);

        Assert.Equal((2, 2), (sent.Json.GetProperty("accepted").GetInt32(), sent.Json.GetProperty("rejected").GetInt32()));
        var bodies = (await _marketer.Api.GetAsync($"/v1/batches/{sent.Id}/messages")).Expect(200).Data.Select(static it => it.GetProperty("body").GetString());
        Assert.Equal(["Dear Name0", "Hi Name0"], bodies.Order(StringComparer.Ordinal));
        Assert.Empty(await _marketer.MessagesAsync(id));
    }

    private Task<string?> FollowAsync(string token, string userAgent) => Phone.FollowAsync(marketing.Gateway, token, userAgent);
}
