using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Tests.Http;

public sealed class ConsentTests : IAsyncLifetime
{
    private static readonly string[] Fields =
        ["number", "purpose", "status", "wording", "wording_version", "source", "given_at", "ip_address", "user_agent", "recorded_at"];

    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_consent_keeps_all_that_proves_it()
    {
        const string body = """
            {"number": "+447700900123", "purpose": "vip", "wording": "Yes, text me offers", "wording_version": "3", "source": "web_form",
             "given_at": "2026-02-28T10:00:00Z", "ip_address": "2001:db8::7", "user_agent": "Mozilla/5.0"}
            """;
        var made = await _web.SendAsync("POST", "/v1/consents", body);
        var shown = (await _web.SendAsync("GET", made.Headers["Location"])).Json;

        Assert.Equal(201, made.Status);
        Assert.Equal(
            ["+447700900123", "vip", "given", "Yes, text me offers", "3", "web_form", "2026-02-28T10:00:00.000000Z", "2001:db8::7", "Mozilla/5.0", "2026-03-01T09:30:00.000000Z"],
            Fields.Select(name => shown.GetProperty(name).GetString()));
        Assert.Equal(404, (await _web.SendAsync("GET", made.Headers["Location"], key: WebFixture.OtherKey)).Status);
    }

    [Fact]
    public async Task One_that_waits_for_the_recipient_is_pending_and_names_the_message_that_asks()
    {
        var made = await _web.SendAsync("POST", "/v1/consents", """{"number": "+447700900123", "double_opt_in": true, "from": "60777", "language": "fr"}""");

        Assert.Equal("pending", made.Json.GetProperty("status").GetString());
        Assert.StartsWith("msg_", made.Json.GetProperty("confirmation_message_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("60777", "fr", "marketing"), (_web.Grains.Consents.Values.Single().From, _web.Grains.Consents.Values.Single().Language, made.Json.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task A_revoked_consent_stays_and_says_by_what()
    {
        var made = await _web.SendAsync("POST", "/v1/consents", """{"number": "+447700900123"}""");
        var revoked = (await _web.SendAsync("POST", made.Headers["Location"] + "/revoke")).Json;
        var listed = (await _web.SendAsync("GET", "/v1/consents?number=%2B447700900123")).Json.GetProperty("data").EnumerateArray();

        Assert.Equal(("revoked", "api"), (revoked.GetProperty("status").GetString(), revoked.GetProperty("revoked_by").GetString()));
        Assert.Equal("revoked", Assert.Single(listed).GetProperty("status").GetString());
        Assert.Equal(404, (await _web.SendAsync("POST", "/v1/consents/con_none/revoke")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        const string body = """{"to": "+447700900123", "source": "fax", "ip_address": "here", "given_at": "2027-01-01T00:00:00Z", "purpose": ""}""";
        var answer = await _web.SendAsync("POST", "/v1/consents", body);

        Assert.Equal(
            [("/given_at", "out_of_range"), ("/ip_address", "invalid_value"), ("/number", "required"), ("/purpose", "invalid_value"), ("/source", "invalid_value"), ("/to", "unknown_field")],
            answer.Errors.Order());
    }

    [Fact]
    public async Task Texts_that_may_have_been_an_opt_out_are_listed_until_somebody_has_read_them()
    {
        var number = new Msisdn(447700900123);
        _web.Grains.PossibleOptOuts[("acme", number)] = new PossibleOptOut("acme", 1, "msg_1", "STOP");

        var listed = Assert.Single((await _web.SendAsync("GET", "/v1/possible_opt_outs")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal(("+447700900123", "STOP"), (listed.GetProperty("number").GetString(), listed.GetProperty("keyword").GetString()));
        Assert.Equal(204, (await _web.SendAsync("POST", "/v1/possible_opt_outs/+447700900123/confirm")).Status);
        Assert.Equal(404, (await _web.SendAsync("POST", "/v1/possible_opt_outs/+447700900123/dismiss")).Status);
    }
}
