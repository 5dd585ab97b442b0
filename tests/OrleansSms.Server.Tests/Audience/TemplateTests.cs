namespace OrleansSms.Server.Tests.Audience;

/// <summary>Templates over HTTP, and messages made by them.</summary>
public sealed class TemplateTests(Audience audience) : IClassFixture<Audience>
{
    private readonly Api _api = audience.Api;

    [Fact]
    public async Task A_preview_shows_what_a_contact_would_get()
    {
        var contact = (await _api.PostAsync("/v1/contacts", new { number = audience.NewNumber(), fields = new { first_name = "Zoë", until = "2026-03-01" }, language = "de" })).Expect(201);
        var template = await MakeAsync("Hi {{ first_name }}, until {{ until | date: 'long' }} {{ gift }}");

        var preview = (await _api.PostAsync($"/v1/templates/{template}/preview", new { contact_id = contact.Id, variables = new { first_name = "Ann’s" } })).Expect(200).Json;

        Assert.Equal("Hi Ann’s, until Sonntag, 1. März 2026 ", preview.GetProperty("body").GetString());
        Assert.Equal("gift", Assert.Single(preview.GetProperty("missing").EnumerateArray()).GetString());
        Assert.Equal(("ucs2", 1), (preview.GetProperty("encoding").GetString(), preview.GetProperty("segments").GetInt32()));
        Assert.Equal("’", preview.GetProperty("forcing_characters")[0].GetProperty("character").GetString());
    }

    [Fact]
    public async Task A_text_that_cannot_be_a_template_is_refused_by_field()
    {
        var answer = (await _api.PostAsync("/v1/templates", new { name = "Bad", body = "{{ a", languages = new { de = "{% for a in b %}{% endfor %}" } })).Expect(400);

        Assert.Equal(["/body", "/languages/de"], Pointers(answer));
    }

    [Fact]
    public async Task A_message_is_made_by_a_template_in_its_language()
    {
        var template = await MakeAsync("Hi {{ name | default: 'there' }}", new { de = "Hallo {{ name | default: 'Du' }}" });

        var id = (await _api.PostAsync("/v1/messages", new { to = audience.NewNumber(), from = "Shop", template_id = template, variables = new { name = "Ann" }, language = "de-AT" })).Expect(202).Id;

        Assert.Equal("Hallo Ann", (await _api.MessageAsync(id)).GetProperty("body").GetString());
    }

    [Fact]
    public async Task What_is_missing_is_an_error_of_the_row_and_the_others_go()
    {
        var template = await MakeAsync("Your code is {{ code }}");
        var good = audience.NewNumber();

        var batch = (await _api.PostAsync("/v1/batches", new
        {
            from = "Shop",
            template_id = template,
            recipients = new object[] { new { to = good, variables = new { code = new string('1', 200) } }, new { to = audience.NewNumber() }, new { to = "12", variables = new { code = 1 } } },
        })).Expect(202);

        Assert.Equal((1, 2), (batch.Json.GetProperty("accepted").GetInt32(), batch.Json.GetProperty("rejected").GetInt32()));
        Assert.Equal(["/recipients/1/variables/code", "/recipients/2/to"], Pointers(batch));
        var message = Assert.Single((await _api.GetAsync($"/v1/batches/{batch.Id}/messages")).Expect(200).Data);
        Assert.Equal((good, 2), (message.GetProperty("to").GetString(), message.GetProperty("segments").GetInt32()));
        Assert.Equal(["/variables/code"], Pointers((await _api.PostAsync("/v1/messages", new { to = good, from = "Shop", template_id = template })).Expect(400)));
        Assert.Equal(["/template_id"], Pointers((await _api.PostAsync("/v1/messages", new { to = good, from = "Shop", template_id = "tpl_none" })).Expect(400)));
        Assert.Equal(["/template_id"], Pointers((await _api.PostAsync("/v1/messages", new { to = good, from = "Shop", template_id = template, body = "x", variables = new { code = 1 } })).Expect(400)));
    }

    private async Task<string> MakeAsync(string body, object? languages = null) =>
        (await _api.PostAsync("/v1/templates", new { name = "Test", body, languages = languages ?? new { } })).Expect(201).Id;

    private static IEnumerable<string?> Pointers(Answer answer) =>
        answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Order();
}
