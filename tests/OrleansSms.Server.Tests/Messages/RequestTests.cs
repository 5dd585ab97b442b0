using System.Globalization;
using System.Text.Json;

namespace OrleansSms.Server.Tests.Messages;

/// <summary>What can be asked about messages, and asked of them before they go.</summary>
public sealed class RequestTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private readonly Api _api = setup.Api;

    [Fact]
    public async Task A_list_is_filtered_by_what_a_message_is_and_read_in_pages()
    {
        var to = setup.NewNumber();
        var request = new { to, body = "One", category = "marketing", client_reference = "list-1", tags = (List<string>)["spring"] };
        var marketing = (await _api.PostAsync("/v1/messages", request)).Expect(202).Id;
        var transactional = (await _api.PostAsync("/v1/messages", new { to, body = "Two", client_reference = "list-2" })).Expect(202).Id;
        await _api.MessageIsAsync(marketing, "delivered");
        await _api.MessageIsAsync(transactional, "delivered");

        var number = $"to=%2B{TwoCarriers.Digits(to)}";
        Assert.Equal([transactional, marketing], await ListAsync(number));
        Assert.Equal([marketing], await ListAsync(number + "&category=marketing"));
        Assert.Equal([transactional], await ListAsync(number + "&client_reference=list-2"));
        Assert.Equal([marketing], await ListAsync(number + "&tag=spring"));
        Assert.Equal([transactional, marketing], await ListAsync(number + "&status=delivered"));
        Assert.Empty(await ListAsync(number + "&status=failed"));
        var first = (await _api.GetAsync($"/v1/messages?{number}&limit=1")).Expect(200);
        Assert.True(first.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal([marketing], await ListAsync($"{number}&limit=1&cursor={first.Json.Text("next_cursor")}"));
    }

    [Fact]
    public async Task Every_wrong_field_of_a_request_is_named_at_once()
    {
        var answer = (await _api.PostAsync("/v1/messages", new { to = "12", body = "x", colour = "red", category = "nice" })).Expect(400);

        var pointers = answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.Text("pointer")).Order().ToList();
        Assert.Equal(["/category", "/colour", "/to"], pointers);
        Assert.Equal("invalid_request", answer.Json.Text("code"));
    }

    [Fact]
    public async Task Good_rows_of_a_batch_go_and_bad_ones_are_named()
    {
        var (first, second) = (setup.NewNumber(), setup.NewNumber());

        var batch = (await _api.PostAsync("/v1/batches", new
        {
            from = "Gateway",
            body = "To all",
            recipients = new object[] { new { to = first, client_reference = "row-0" }, new { to = "nobody" }, new { to = second } },
        })).Expect(202);

        Assert.Equal((2, 1), (batch.Json.Number("accepted"), batch.Json.Number("rejected")));
        Assert.Equal("/recipients/1/to", Assert.Single(batch.Json.GetProperty("errors").EnumerateArray()).Text("pointer"));
        Assert.Equal(2, (await _api.BatchIsAsync(batch.Id, 2, "delivered")).Number("accepted"));
        var messages = (await _api.GetAsync($"/v1/batches/{batch.Id}/messages")).Expect(200).Data;
        Assert.Equal([second, first], messages.Select(message => message.Text("to")));
        Assert.Equal("row-0", messages[1].Text("client_reference"));
    }

    [Fact]
    public async Task A_preview_shows_the_message_and_sends_nothing()
    {
        var to = setup.NewNumberOfBoth();

        var preview = (await _api.PostAsync("/v1/messages/preview", new { to, from = "Gateway", body = "Grüße 👋" })).Expect(200).Json;

        Assert.Equal(("ucs2", 1, "send"), (preview.Text("encoding"), preview.Number("segments"), preview.Text("decision")));
        Assert.Equal("👋", Assert.Single(preview.GetProperty("forcing_characters").EnumerateArray()).Text("character"));
        Assert.Equal(["north", "south"], preview.GetProperty("carriers").EnumerateArray().Select(carrier => carrier.GetString()));
        Assert.Empty(await ListAsync($"to=%2B{TwoCarriers.Digits(to)}"));
    }

    [Fact]
    public async Task A_scheduled_message_is_taken_back_and_never_sent()
    {
        var to = setup.NewNumber();
        var scheduled = (await _api.PostAsync("/v1/messages", new { to, body = "Later", send_at = In(TimeSpan.FromHours(1)) })).Expect(202);
        Assert.Equal("scheduled", scheduled.Json.Status());

        var canceled = (await _api.PostAsync($"/v1/messages/{scheduled.Id}/cancel")).Expect(200);

        Assert.Equal("canceled", canceled.Json.Status());
        Assert.Equal(canceled.Text, (await _api.PostAsync($"/v1/messages/{scheduled.Id}/cancel")).Expect(200).Text);
        Assert.Empty(await TwoCarriers.SubmitsToAsync(setup.North, to));
    }

    [Fact]
    public async Task A_scheduled_message_goes_when_its_time_has_come()
    {
        var to = setup.NewNumber();
        var at = In(TimeSpan.FromSeconds(2));
        var scheduled = (await _api.PostAsync("/v1/messages", new { to, body = "Later", send_at = at })).Expect(202);

        var message = await _api.MessageIsAsync(scheduled.Id, "delivered");

        Assert.InRange(message.GetProperty("queued_at").GetDateTimeOffset(), at, DateTimeOffset.MaxValue);
        Assert.Contains("scheduled", (await _api.TimelineAsync(scheduled.Id)).Kinds());
        Assert.Equal("too_late", (await _api.PostAsync($"/v1/messages/{scheduled.Id}/cancel")).Expect(409).Json.Text("code"));
    }

    [Fact]
    public async Task A_scheduled_batch_is_taken_back_whole()
    {
        var recipients = Enumerable.Range(0, 5).Select(_ => new { to = setup.NewNumber() });
        var batch = (await _api.PostAsync("/v1/batches", new { body = "Later", recipients, send_at = In(TimeSpan.FromHours(1)) })).Expect(202);

        Assert.Equal(5, (await _api.PostAsync($"/v1/batches/{batch.Id}/cancel")).Expect(200).Json.Number("canceled"));

        Assert.Equal(5, (await _api.GetAsync($"/v1/batches/{batch.Id}")).Expect(200).Json.GetProperty("counts").Number("canceled"));
    }

    [Fact]
    public async Task A_message_that_no_carrier_took_within_its_validity_has_expired()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = 0x64 });

        var answer = (await _api.PostAsync("/v1/messages", new { to, body = "Soon", validity_period = "PT10S" })).Expect(202);

        Assert.Equal("validity_period", (await _api.MessageIsAsync(answer.Id, "expired")).Text("status_reason"));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_one_message()
    {
        var to = setup.NewNumber();
        var request = new { to, body = "Once" };
        var first = (await _api.PostAsync("/v1/messages", request, "key-once")).Expect(202);

        var second = (await _api.PostAsync("/v1/messages", request, "key-once")).Expect(202);
        var other = (await _api.PostAsync("/v1/messages", new { to, body = "Twice" }, "key-once")).Expect(422);

        Assert.Equal((first.Text, "true", null), (second.Text, second.Header("Idempotent-Replayed"), first.Header("Idempotent-Replayed")));
        Assert.Equal("idempotency_key_reused", other.Json.Text("code"));
        await _api.MessageIsAsync(first.Id, "delivered");
        Assert.Equal([first.Id], await ListAsync($"to=%2B{TwoCarriers.Digits(to)}"));
    }

    [Fact]
    public async Task Requests_with_one_key_at_the_same_time_make_one_message()
    {
        var to = setup.NewNumber();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.PostAsync("/v1/messages", new { to, body = "Once" }, "key-race")));

        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 409, answer.Text));
        var id = Assert.Single(answers.Where(answer => answer.Status == 202).Select(answer => answer.Id).Distinct());
        Assert.Equal([id], await ListAsync($"to=%2B{TwoCarriers.Digits(to)}"));
    }

    private async Task<IReadOnlyList<string>> ListAsync(string query) =>
        [.. (await _api.GetAsync("/v1/messages?" + query)).Expect(200).Data.Select(message => message.Text("id")!)];

    private static DateTimeOffset In(TimeSpan wait)
    {
        var text = TimeProvider.System.GetUtcNow().Add(wait).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"");
    }
}
