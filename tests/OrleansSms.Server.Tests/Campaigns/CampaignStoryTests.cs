using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>The marketer's story, from a file of numbers to the report, against a running gateway and a foreign carrier.</summary>
public sealed class CampaignStoryTests(ForeignMarketing place) : IClassFixture<ForeignMarketing>
{
    private const string Code = "60222";
    private const int Rows = 900;

    /// <summary>The first one's number; it can be divided by the number of towns.</summary>
    private const int First = 24_000_000;

    /// <summary>Two towns of three are meant, and the first sixty people are staff.</summary>
    private const int Recipients = 560;

    private const decimal SegmentPrice = 0.0075m;

    private static readonly string[] Towns = ["Leeds", "York", "Hull"];

    private readonly Marketer _marketer = place.Marketer;

    [Fact]
    public async Task A_campaign_goes_from_a_file_to_its_report()
    {
        (await _marketer.Api.PatchAsync("/v1/policies/default", new { ceilings = new { spend = "1000", segment_price = "0.0075" } })).Expect(200);
        await ImportAsync();
        var (segment, template) = (await SegmentAsync(), await TemplateAsync());
        var id = await _marketer.DraftAsync(new
        {
            name = "Spring",
            audience = new { segments = Marketer.Words(segment), exclude_lists = Marketer.Words("staff") },
            variants = new object[]
            {
                new { name = "plain", body = "Hi {{ first_name | default: \"there\" }}, spring is here: https://shop.example/{{ town }}", share = 3 },
                new { name = "offer", template_id = template, share = 1 },
            },
            senders = Marketer.Words(Code),
            links = new { shorten = true, base_url = "https://go.example", parameters = new { utm_campaign = "spring" } },
        });
        await TryAsync(id);

        await _marketer.DoAsync(id, "launch");
        var ended = await _marketer.IsAsync(id, "finished");
        Assert.Equal((Recipients, Recipients, 0), (Progress(ended, "audience_size"), Progress(ended, "accepted"), Progress(ended, "waiting")));

        // What recipients do with what the carrier brought them.
        var got = (await place.Smsc.GetSubmitsAsync()).Where(static submit => submit.Source == Code).DistinctBy(static submit => submit.Destination).ToList();
        var (clicks, replies, stops) = (got[^1], got[^2], got[^3]);
        var target = await Phone.FollowAsync(place.Gateway, Phone.LinksIn(TextOf(clicks))[0]);
        Assert.Equal($"https://shop.example/{TownOf(clicks)}?utm_campaign=spring", target);
        await place.Smsc.SendMoAsync(new MoScript { Source = replies.Destination, Destination = Code, Text = "How nice" });
        await place.Smsc.SendMoAsync(new MoScript { Source = stops.Destination, Destination = Code, Text = "STOP" });
        var report = await _marketer.ReportsAsync(id, static it => Total(it, "clicked") == 1 && Total(it, "replied") == 1 && Total(it, "opted_out") == 1 && Total(it, "delivered") == Recipients);

        await EqualsRowsAsync(id, report);
        var told = (await _marketer.EventsAsync()).Where(it => it.GetProperty("data").Text("campaign_id") == id).Select(static it => it.Text("type")!);
        Assert.Equal(["campaign.started", "campaign.finished", "link.clicked"], told.Where(static type => !type.StartsWith("message.", StringComparison.Ordinal)));
    }

    /// <summary>A file as it comes from a shop: packed, national numbers, names of its own, one row that is none; and a list of those who are staff.</summary>
    private async Task ImportAsync()
    {
        var csv = new StringBuilder("Mobile;First Name;Town;Agreed\r\n");
        for (var i = 0; i < Rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"0{Marketer.Number(First + i)[3..]};{(i % 10 == 0 ? "" : $"Name{i}")};{Towns[i % 3]};yes\r\n");
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(csv.Append("nobody;Ann;Leeds;yes\r\n").ToString()));
        }

        var import = (await _marketer.Api.PostAsync("/v1/imports", new
        {
            default_country = "GB",
            columns = new Dictionary<string, string> { ["Agreed"] = "consent" },
            lists = Marketer.Words("spring"),
            consent = new { purpose = "marketing", wording = "Text me" },
        })).Expect(201).Id;
        (await _marketer.Api.PutFileAsync($"/v1/imports/{import}/file", packed.ToArray())).Expect(202);
        var ended = Assert.Single(await _marketer.Api.EventsAsync(it => it.Text("type") == "import.finished")).GetProperty("data");
        Assert.Equal((import, "finished"), (ended.Text("import_id"), ended.Text("status")));
        Assert.Contains($"{Rows + 2},\"Mobile\"", (await _marketer.Api.GetAsync($"/v1/imports/{import}/rejects")).Expect(200).Text, StringComparison.Ordinal);
        await _marketer.ImportAsync("staff", 60, First, static i => i % 10 == 0 ? "" : $"Name{i}");
    }

    private async Task<string> SegmentAsync()
    {
        var filter = "list('spring') and town in ('Leeds', 'York') and consent('marketing')";
        Assert.Equal(Rows * 2 / 3, (await _marketer.Api.PostAsync("/v1/segments/preview", new { filter })).Expect(200).Json.Number("count"));
        return (await _marketer.Api.PostAsync("/v1/segments", new { name = "North", filter })).Expect(201).Id;
    }

    private async Task<string> TemplateAsync()
    {
        var body = "Dear {{ first_name | default: \"friend\" }}, 10% off in {{ town }}: https://shop.example/{{ town }}";
        var template = (await _marketer.Api.PostAsync("/v1/templates", new { name = "Offer", body })).Expect(201).Id;
        var preview = (await _marketer.Api.PostAsync($"/v1/templates/{template}/preview", new { variables = new { town = "Leeds" } })).Expect(200).Json;
        Assert.Equal(("Dear friend, 10% off in Leeds: https://shop.example/Leeds", "0.0075"), (preview.Text("body"), preview.Text("cost")));
        return template;
    }

    /// <summary>To the team, and without sending anything.</summary>
    private async Task TryAsync(string id)
    {
        Assert.Equal(2, (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/test", new { to = Marketer.Words(Marketer.Number(First)) })).Expect(202).Json.Number("accepted"));
        await place.Smsc.WaitForSubmitsAsync(2, ForeignMarketing.Timeout);
        var dry = (await _marketer.Api.PostAsync($"/v1/campaigns/{id}/dry_run")).Expect(200).Json;
        Assert.Equal((Recipients, Recipients), (dry.Number("go"), dry.Number("segments")));
        Assert.Equal(Recipients * SegmentPrice, Money(dry.GetProperty("cost")));
        Assert.Equal(2, (await place.Smsc.GetSubmitsAsync()).Count);
    }

    /// <summary>Every number in the report is what the rows say, and each breakdown adds up to the total.</summary>
    private async Task EqualsRowsAsync(string id, JsonElement report)
    {
        var rows = await _marketer.MessagesAsync(id);
        Assert.Equal(Recipients, rows.Select(static row => row.Text("to")).Distinct().Count());
        Assert.All(rows, static row => Assert.Equal("delivered", row.Status()));
        Assert.Equal(rows.Count(static row => row.Text("body")!.StartsWith("Dear", StringComparison.Ordinal)), report.GetProperty("variants").GetProperty("offer").Number("sent"));
        Assert.Equal((Recipients, Recipients), (Total(report, "sent"), Total(report, "segments")));
        Assert.Equal(Recipients * SegmentPrice, Money(report.GetProperty("total").GetProperty("cost")));
        foreach (var count in (string[])["sent", "delivered", "clicked", "clicks", "replied", "opted_out"])
        {
            Assert.All((string[])["variants", "carriers", "countries", "hours"], breakdown =>
                Assert.Equal(Total(report, count), report.GetProperty(breakdown).EnumerateObject().Sum(part => part.Value.Number(count))));
        }

        var csv = (await _marketer.Api.GetAsync($"/v1/campaigns/{id}/report.csv")).Expect(200).Text;
        Assert.Contains($"\r\ncountry,GB,{Recipients},{Recipients},{Recipients},0,0,0,0,0,1,1,1,1,", csv, StringComparison.Ordinal);
    }

    private static string TextOf(ReceivedSubmit submit) => Encoding.ASCII.GetString(Convert.FromHexString(submit.ShortMessage));

    private static string TownOf(ReceivedSubmit submit) => Towns[long.Parse(submit.Destination, CultureInfo.InvariantCulture) % 100_000_000 % 3];

    private static decimal Money(JsonElement amount) => decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture);

    private static int Total(JsonElement report, string name) => report.GetProperty("total").Number(name);

    private static int Progress(JsonElement campaign, string name) => campaign.GetProperty("progress").Number(name);
}
