using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Audience;

/// <summary>Imports over HTTP, through a kill too.</summary>
public sealed class ImportTests(Audience audience) : IClassFixture<Audience>
{
    private static readonly string[] FirstFile = ["first-file"];
    private static readonly string[] Marketing = ["marketing"];
    private static readonly string[] Killed = ["killed"];

    private readonly Api _api = audience.Api;

    [Fact]
    public async Task A_file_becomes_contacts_and_what_does_not_is_listed()
    {
        var file = $"Mobile;First Name;Joined;Agreed\r\n{audience.NewNumber()};Zoë;2026-01-05;yes\r\nnobody;=cmd();;no\r\n{audience.NewNumber()};\"B; C\";;no\r\n";

        var import = await audience.ImportAsync(
            new { columns = new Dictionary<string, string> { ["Agreed"] = "consent" }, lists = FirstFile, consent = new { purpose = "marketing", wording = "Text me" } },
            Encoding.Latin1.GetBytes(file));

        Assert.Equal("finished", import.GetProperty("status").GetString());
        Assert.Equal((3, 2, 1), (Count(import, "rows"), Count(import, "created"), Count(import, "rejected")));
        Assert.Equal("number", import.GetProperty("columns").GetProperty("Mobile").GetString());
        Assert.Equal(1, await audience.CountAsync("list('first-file') and first_name = 'Zoë' and joined > '2026-01-01' and consent('marketing')"));
        Assert.Equal(1, await audience.CountAsync("list('first-file') and first_name = 'B; C' and not consent('marketing')"));
        var rejects = (await _api.GetAsync(import.GetProperty("rejects_path").GetString()!)).Expect(200).Text;
        Assert.StartsWith("row,column,reason,value\r\n3,\"Mobile\",\"not a number", rejects, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge", 1, 1)]
    [InlineData("skip", 0, 0)]
    public async Task A_number_that_is_known_is_merged_or_skipped(string duplicates, int kept, int changed)
    {
        var number = audience.NewNumber();
        var tag = "dup-" + duplicates;
        (await _api.PostAsync("/v1/contacts", new { number, fields = new { city = "Leeds", plan = "free" }, tags = new[] { tag } })).Expect(201);

        var import = await audience.ImportAsync(new { duplicates }, Encoding.UTF8.GetBytes($"number,plan,again\n{number},gold,\n{number},,yes\n"));

        Assert.Equal((0, changed, 1 - changed, 1), (Count(import, "created"), Count(import, "updated"), Count(import, "skipped"), Count(import, "repeated")));
        Assert.Equal(kept, await audience.CountAsync($"tag('{tag}') and city = 'Leeds' and plan = 'gold' and again = 'yes'"));
    }

    [Theory]
    [InlineData("name,city\nAnn,Leeds\n", "No column is the number")]
    [InlineData("", "The file")]
    [InlineData("number,name\n+447700900123,\"Ann\n", "The file is not CSV")]
    public async Task A_file_that_cannot_be_read_fails_with_the_reason(string file, string reason)
    {
        var import = await audience.ImportAsync(new { }, Encoding.UTF8.GetBytes(file));

        Assert.Equal("failed", import.GetProperty("status").GetString());
        Assert.StartsWith(reason, import.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_takes_one_file_and_can_be_canceled_before()
    {
        var import = (await _api.PostAsync("/v1/imports", new { })).Expect(201);
        Assert.Equal("canceled", (await _api.PostAsync($"/v1/imports/{import.Id}/cancel")).Expect(200).Json.GetProperty("status").GetString());
        (await _api.PutFileAsync($"/v1/imports/{import.Id}/file", [])).Expect(409);
        (await _api.PostAsync($"/v1/imports/{import.Id}/cancel")).Expect(409);
        Assert.Contains((await _api.GetAsync("/v1/imports?limit=200")).Expect(200).Data, it => it.GetProperty("id").GetString() == import.Id);
    }

    [Fact]
    public async Task An_import_that_is_killed_again_and_again_ends_with_every_row_once()
    {
        const int rows = 60_000;
        var import = (await _api.PostAsync("/v1/imports", new { tags = Killed })).Expect(201);
        (await _api.PutFileAsync($"/v1/imports/{import.Id}/file", Packed(rows), "application/gzip")).Expect(202);

        // In the middle of the writing, wherever that is by then.
        for (var kill = 0; kill < 3; kill++)
        {
            var before = await audience.CountAsync("tag('killed')");
            await Eventually.ReadAsync(() => audience.CountAsync("tag('killed')"), count => count > before || count == rows);
            await audience.Gateway.Kill9Async();
            await audience.Gateway.StartAgainAsync();
        }

        var ended = await audience.EndOfImportAsync(import.Id);
        Assert.Equal("finished", ended.GetProperty("status").GetString());
        Assert.Equal((rows, rows, 0, 0), (Count(ended, "rows"), Count(ended, "created"), Count(ended, "updated"), Count(ended, "rejected")));
        Assert.Equal(rows, await audience.CountAsync("tag('killed')"));
        Assert.Equal(rows / 2, await audience.CountAsync("tag('killed') and half = 1"));
    }

    [Fact]
    public async Task A_consent_column_lets_messages_go_where_a_consent_is_required_and_a_kill_makes_no_second_record()
    {
        const int rows = 3_000;
        var (account, id) = await NewAccountAsync();
        (await account.PatchAsync($"/v1/policies/{id}", new { require_consent = Marketing })).Expect(200);
        var numbers = Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"+4478{10_000_000 + i}")).ToArray();
        var file = "number,agreed,zone\n" + string.Concat(numbers.Select((number, i) => $"{number},{(i % 2 == 0 ? "2026-01-05" : "no")},Europe/London\n"));
        var import = (await account.PostAsync("/v1/imports", new
        {
            columns = new Dictionary<string, string> { ["agreed"] = "consent" },
            consent = new { purpose = "marketing", wording = "Text me offers" },
        })).Expect(201);
        (await account.PutFileAsync($"/v1/imports/{import.Id}/file", Encoding.UTF8.GetBytes(file))).Expect(202);
        await Eventually.ReadAsync(async () => (await account.GetAsync("/v1/consents?limit=1")).Expect(200).Data.Count, count => count > 0);
        await audience.Gateway.Kill9Async();
        await audience.Gateway.StartAgainAsync();
        await Eventually.ReadAsync(
            async () => (await account.GetAsync("/v1/imports/" + import.Id)).Expect(200).Json, static it => it.GetProperty("status").GetString() == "finished");

        Assert.Equal(rows / 2, await CountConsentsAsync(account));
        var consent = Assert.Single((await account.GetAsync($"/v1/consents?number={Uri.EscapeDataString(numbers[0])}")).Expect(200).Data);
        Assert.Equal(("import", "Text me offers", "2026-01-05T00:00:00Z"), (consent.Text("source"), consent.Text("wording"), consent.Text("given_at")![..19] + "Z"));
        Assert.NotEqual("suppressed", await StatusAsync(account, numbers[0]));
        Assert.Equal("suppressed", await StatusAsync(account, numbers[1]));
        var export = (await account.PostAsync("/v1/exports", new { number = numbers[0] })).Expect(200).Json;
        Assert.Equal("Europe/London", export.GetProperty("remembered").Text("zone"));
    }

    private static async Task<string?> StatusAsync(Api account, string to) =>
        (await account.PostAsync("/v1/messages", new { to, body = "Sale", category = "marketing" })).Expect(202).Json.Status();

    private static async Task<int> CountConsentsAsync(Api account)
    {
        var (count, cursor) = (0, "");
        while (true)
        {
            var page = (await account.GetAsync("/v1/consents?limit=200" + cursor)).Expect(200);
            count += page.Data.Count;
            if (!page.Json.GetProperty("has_more").GetBoolean())
            {
                return count;
            }

            cursor = "&cursor=" + page.Json.Text("next_cursor");
        }
    }

    private async Task<(Api Account, string Id)> NewAccountAsync()
    {
        var made = (await _api.PostAsync("/v1/accounts", new { default_from = "60901" })).Expect(201);
        var key = (await _api.PostAsync("/v1/keys", new { account = made.Id })).Expect(201);
        return (new Api(audience.Gateway, key.Json.Text("secret")!), made.Id);
    }

    private static byte[] Packed(int rows)
    {
        using var packed = new MemoryStream();
        using (var writer = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            writer.WriteLine("number\tname\thalf");
            for (var i = 0; i < rows; i++)
            {
                // In no order: 7,919 is prime to the number of rows.
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"+4479{10_000_000 + (i * 7_919L % rows)}\tName {i}\t{i % 2}"));
            }
        }

        return packed.ToArray();
    }

    private static int Count(JsonElement import, string name) => import.GetProperty(name).GetInt32();
}
