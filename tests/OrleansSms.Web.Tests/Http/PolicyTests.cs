using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Web.Tests.Http;

public sealed class PolicyTests : IAsyncLifetime
{
    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_policy_reads_as_it_was_written_and_what_is_absent_stays()
    {
        const string body = """
            {"require_consent": ["marketing"], "opt_out_scope": "program", "sending_hours": {"from": "09:00", "to": "20:30"}, "duplicate_window": "PT1H",
             "caps": [{"count": 3, "window": "PT24H"}, {"count": 10, "window": "P7D", "scope": "program", "categories": ["marketing"]}],
             "countries": ["GB", "FR"], "denied_prefixes": ["4470"], "programs": [{"program": "vip", "sender": "60777"}],
             "velocity": {"per_prefix": 50}, "ceilings": {"messages": 1000, "spend": "250.50", "segment_price": "0.0075"}, "suppression_lists": ["group"]}
            """;
        var changed = await _web.SendAsync("PATCH", "/v1/policies/acme", body, WebFixture.AdminKey);
        var again = await _web.SendAsync("PATCH", "/v1/policies/acme", """{"duplicate_window": null}""");

        Assert.Equal((200, 200), (changed.Status, again.Status));
        var json = again.Json;
        Assert.Equal(2, json.GetProperty("version").GetInt64());
        Assert.Equal("""{"from":"09:00","to":"20:30"}""", json.GetProperty("sending_hours").GetRawText());
        Assert.Equal("PT24H", changed.Json.GetProperty("caps")[0].GetProperty("window").GetString()!.Replace("P1D", "PT24H", StringComparison.Ordinal));
        Assert.Equal("""["marketing"]""", json.GetProperty("caps")[1].GetProperty("categories").GetRawText());
        Assert.Equal(("250.50", "0.0075"), (json.GetProperty("ceilings").GetProperty("spend").GetString(), json.GetProperty("ceilings").GetProperty("segment_price").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("duplicate_window").ValueKind);
        var kept = _web.Grains.Policies["acme"];
        Assert.Equal((Categories.Marketing, OptOutScope.Program, 0L, 50), (kept.RequireConsent, kept.OptOutScope, kept.DuplicateSeconds, kept.Velocity!.PerPrefix));
        Assert.Equal(new FrequencyCap(10, 7 * 86_400, CapScope.Program, Categories.Marketing), kept.Caps![1]);
    }

    [Fact]
    public async Task What_is_wrong_is_named_each_with_its_place()
    {
        const string body = """
            {"quiet_categories": ["authentication"], "sending_hours": {"from": "09:10", "to": "25:00"}, "countries": ["UKX"], "caps": [{"count": 0, "window": "P31D"}],
             "programs": [{"program": "vip"}], "stopped": true, "ceilings": {"spend": "1.0000001"}}
            """;
        var answer = await _web.SendAsync("PATCH", "/v1/policies/acme", body);

        Assert.Equal(
            [
                ("/caps/0/count", "out_of_range"), ("/caps/0/window", "out_of_range"), ("/ceilings", "operator_only"), ("/ceilings/spend", "invalid_value"),
                ("/countries/0", "invalid_value"), ("/programs/0/sender", "required"), ("/quiet_categories", "invalid_value"), ("/sending_hours/from", "invalid_value"),
                ("/sending_hours/to", "invalid_value"), ("/stopped", "operator_only"),
            ],
            answer.Errors.OrderBy(error => error.Pointer, StringComparer.Ordinal).Where(error => error.Pointer != "/ceilings/segment_price"));
        Assert.Empty(_web.Grains.Policies);
    }

    [Fact]
    public async Task An_account_sees_its_own_policy_and_the_operator_all()
    {
        _web.Grains.Accounts["other"] = new() { Id = "other" };

        Assert.Equal(404, (await _web.SendAsync("GET", "/v1/policies/other")).Status);
        Assert.Equal(200, (await _web.SendAsync("GET", "/v1/policies/other", key: WebFixture.AdminKey)).Status);
        Assert.Equal(1, (await _web.SendAsync("GET", "/v1/policies")).Json.GetProperty("data").GetArrayLength());
        Assert.Equal(2, (await _web.SendAsync("GET", "/v1/policies", key: WebFixture.AdminKey)).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Keywords_and_answers_are_replaced_as_a_whole()
    {
        const string body = """
            {"brand": "Acme", "help_contact": "Call 0800 123456.", "silent": ["opt_in"], "carrier_answered": [],
             "texts": [{"language": "en", "opt_out": "{brand}: bye."}], "keywords": [{"keyword": "Pas de pub", "kind": "stop", "language": "fr"}]}
            """;
        var put = await _web.SendAsync("PUT", "/v1/keywords", body);

        Assert.Equal((200, "Acme"), (put.Status, put.Json.GetProperty("brand").GetString()));
        var kept = _web.Grains.Keywords["acme"];
        Assert.Equal(("{brand}: bye.", AnswerKind.OptIn, "Pas de pub"), (kept.Texts[0].OptOut, kept.Silent[0], kept.Keywords[0].Keyword));
        Assert.Equal("fr", (await _web.SendAsync("GET", "/v1/keywords")).Json.GetProperty("keywords")[0].GetProperty("language").GetString());
    }

    [Fact]
    public async Task An_answer_must_name_the_brand_and_a_word_that_opts_out_goes_on_doing_so()
    {
        const string body = """
            {"texts": [{"language": "en", "help": "Call us."}, {"language": "EN"}], "keywords": [{"keyword": "stop", "kind": "help"}], "silent": ["none"], "default_language": "english"}
            """;

        Assert.Equal(
            [("/default_language", "invalid_value"), ("/keywords/0/kind", "invalid_value"), ("/silent/0", "invalid_value"), ("/texts/0/help", "invalid_value"), ("/texts/1/language", "invalid_value")],
            (await _web.SendAsync("PUT", "/v1/keywords", body)).Errors.Order());
    }
}
