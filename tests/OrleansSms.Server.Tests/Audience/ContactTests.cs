using System.Text.Json;

namespace OrleansSms.Server.Tests.Audience;

/// <summary>Contacts and segments over HTTP.</summary>
public sealed class ContactTests(Audience audience) : IClassFixture<Audience>
{
    private static readonly string[] Golf = ["golf"];
    private static readonly string[] Vip = ["vip"];
    private static readonly string[] NoWord = [""];
    private static readonly string[] Paged = ["paged"];
    private static readonly string[] Engaged = ["engaged"];

    private readonly Api _api = audience.Api;

    [Fact]
    public async Task A_contact_is_made_changed_and_removed()
    {
        var number = audience.NewNumber();
        var made = (await _api.PostAsync("/v1/contacts", new
        {
            number,
            fields = new { first_name = "Ann", orders = 3, born = "1990-05-01", paid = true, likes = Golf },
            zone = "Europe/London",
            language = "en",
            tags = Vip,
            consent = new { purpose = "marketing", wording = "Yes, text me" },
        })).Expect(201);
        Assert.Equal("already_exists", (await _api.PostAsync("/v1/contacts", new { number })).Expect(409).Json.GetProperty("code").GetString());

        var fields = new Dictionary<string, object?> { ["orders"] = 4, ["born"] = null };
        (await _api.PatchAsync("/v1/contacts/" + made.Id, new { fields, zone = (string?)null })).Expect(200);

        var read = (await _api.GetAsync("/v1/contacts/" + made.Id)).Expect(200).Json;
        Assert.Equal("{\"first_name\":\"Ann\",\"orders\":4,\"paid\":true,\"likes\":[\"golf\"]}", read.GetProperty("fields").GetRawText());
        Assert.Equal((number, JsonValueKind.Null), (read.GetProperty("number").GetString(), read.GetProperty("zone").ValueKind));
        Assert.Equal("marketing", read.GetProperty("consents")[0].GetProperty("purpose").GetString());
        Assert.Equal(0, read.GetProperty("engagement").GetProperty("sent").GetInt32());
        (await _api.DeleteAsync("/v1/contacts/" + made.Id)).Expect(204);
        (await _api.GetAsync("/v1/contacts/" + made.Id)).Expect(404);
    }

    [Fact]
    public async Task Every_bad_field_is_told_at_once()
    {
        var answer = (await _api.PostAsync("/v1/contacts", new
        {
            number = "12",
            fields = new Dictionary<string, object> { ["zone"] = "x", ["nested"] = new { } },
            zone = "Mars",
            language = "german",
            tags = NoWord,
            nmae = 1,
        })).Expect(400);

        Assert.Equal(
            ["/fields/nested", "/fields/zone", "/language", "/nmae", "/number", "/tags/0", "/zone"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order());
    }

    [Fact]
    public async Task A_list_goes_by_filters_and_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            (await _api.PostAsync("/v1/contacts", new { number = audience.NewNumber(), fields = new { place = i }, tags = Paged })).Expect(201);
        }

        var first = (await _api.GetAsync("/v1/contacts?tag=paged&limit=2&filter=place%20%3E%200")).Expect(200);
        var second = (await _api.GetAsync($"/v1/contacts?tag=paged&limit=2&filter=place%20%3E%200&cursor={first.Json.GetProperty("next_cursor").GetString()}")).Expect(200);

        Assert.Equal([4, 3, 2, 1], first.Data.Concat(second.Data).Select(contact => contact.GetProperty("fields").GetProperty("place").GetInt32()));
        Assert.Contains("place", (await _api.GetAsync("/v1/contact_fields")).Expect(200).Data.Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_segment_is_counted_as_text_and_as_json()
    {
        foreach (var (country, tag) in new[] { ("US", "old"), ("US", "vip"), ("CA", "old") })
        {
            (await _api.PostAsync("/v1/contacts", new { number = audience.NewNumber(), fields = new { country, of = "segments" }, tags = new[] { tag } })).Expect(201);
        }

        var segment = (await _api.PostAsync("/v1/segments", new { name = "US", filter = "of = 'segments' and country = 'us' and not tag('vip') and contry is not set" })).Expect(201);
        Assert.Equal(1, segment.Json.GetProperty("count").GetInt32());
        Assert.Equal("contry", Assert.Single(segment.Json.GetProperty("unknown_fields").EnumerateArray()).GetString());

        var filter = new { all = new object[] { new { field = "of", op = "=", value = "segments" }, new { any = new object[] { new { tag = "vip" }, new { field = "country", op = "=", value = "CA" } } } } };
        var changed = (await _api.PatchAsync("/v1/segments/" + segment.Id, new { filter })).Expect(200).Json;
        Assert.Equal((2, "of = 'segments' and (tag('vip') or country = 'CA')"), (changed.GetProperty("count").GetInt32(), changed.GetProperty("filter").GetString()));
        Assert.Equal(2, (await _api.GetAsync($"/v1/segments/{segment.Id}/contacts")).Expect(200).Data.Count);
        (await _api.DeleteAsync("/v1/segments/" + segment.Id)).Expect(204);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_says_where()
    {
        var error = (await _api.PostAsync("/v1/segments/preview", new { filter = "country = US" })).Expect(400).Json.GetProperty("errors")[0];

        Assert.Equal("/filter", error.GetProperty("pointer").GetString());
        Assert.Contains("at position 10: expected a value", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happens_to_messages_is_known_to_contacts_and_segments()
    {
        var number = audience.NewNumber();
        var contact = (await _api.PostAsync("/v1/contacts", new { number, tags = Engaged })).Expect(201).Id;
        var message = await _api.SubmitAsync(number);
        await _api.MessageIsAsync(message, "delivered");

        var read = await Eventually.ReadAsync(
            async () => (await _api.GetAsync("/v1/contacts/" + contact)).Expect(200).Json.GetProperty("engagement"),
            engagement => engagement.GetProperty("delivered").GetInt32() == 1);

        Assert.Equal(1, read.GetProperty("sent").GetInt32());
        Assert.Equal(1, await audience.CountAsync("tag('engaged') and last_delivered_at > ago(1h) and sent = 1 and last_replied_at is not set"));
    }
}
