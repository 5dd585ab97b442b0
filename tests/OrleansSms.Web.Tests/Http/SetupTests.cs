using System.Text.Json;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Web.Tests.Http;

public sealed class SetupTests : IAsyncLifetime
{
    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_webhook_endpoint_shows_its_secret_when_made_and_rotated_only()
    {
        var made = await _web.SendAsync("POST", "/v1/webhook_endpoints", """{"url": "https://example.com/h", "event_types": ["message.delivered"]}""");
        Assert.Equal(201, made.Status);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        var path = "/v1/webhook_endpoints/" + made.Json.GetProperty("id").GetString();
        Assert.DoesNotContain("whsec_", (await _web.SendAsync("GET", path)).Text, StringComparison.Ordinal);

        var rotated = await _web.SendAsync("POST", path + "/rotate_secret");
        Assert.Equal(2, rotated.Json.GetProperty("secret_count").GetInt32());
        Assert.Equal([rotated.Json.GetProperty("secret").GetString()!, secret], Assert.Single(_web.Grains.Endpoints).Value.Secrets);

        var patched = await _web.SendAsync("PATCH", path, """{"disabled": true}""");
        Assert.Equal(("requested", "https://example.com/h"), (patched.Json.GetProperty("disabled_reason").GetString(), patched.Json.GetProperty("url").GetString()));
        Assert.Equal(404, (await _web.SendAsync("DELETE", path, key: WebFixture.OtherKey)).Status);
        Assert.Equal(204, (await _web.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await _web.SendAsync("GET", path)).Status);
    }

    [Theory]
    [InlineData("ftp://example.com")]
    [InlineData("/relative")]
    [InlineData("http://localhost/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://user:pass@example.com/")]
    public async Task A_url_that_cannot_be_posted_to_is_refused(string url)
    {
        var answer = await _web.SendAsync("POST", "/v1/webhook_endpoints", JsonSerializer.Serialize(new { url }));
        Assert.Equal([("/url", "invalid_value")], answer.Errors);
    }

    [Fact]
    public async Task A_carrier_keeps_its_password_to_itself()
    {
        const string body = """{"host": "smsc.example.com", "port": 2775, "password": "hunter2", "bind_mode": "transmitter", "status_overrides": {"0x58": "queue_full"}}""";
        var made = await _web.SendAsync("PUT", "/v1/carriers/acme-tel", body, WebFixture.AdminKey);
        Assert.Equal(201, made.Status);
        Assert.DoesNotContain("hunter2", made.Text, StringComparison.Ordinal);
        Assert.True(made.Json.GetProperty("password_set").GetBoolean());
        Assert.Equal("queue_full", made.Json.GetProperty("status_overrides").GetProperty("0x00000058").GetString());

        var replaced = await _web.SendAsync("PUT", "/v1/carriers/acme-tel", """{"host": "b.example.com", "port": 2776}""", WebFixture.AdminKey);
        Assert.Equal((200, "transceiver"), (replaced.Status, replaced.Json.GetProperty("bind_mode").GetString()));
        Assert.Equal("hunter2", _web.Grains.Carriers["acme-tel"].Password);
        var patched = await _web.SendAsync("PATCH", "/v1/carriers/acme-tel", """{"binds": 3}""", WebFixture.AdminKey);
        Assert.Equal(("b.example.com", 3), (patched.Json.GetProperty("host").GetString(), patched.Json.GetProperty("binds").GetInt32()));
        Assert.Equal(
            [("/binds", "out_of_range"), ("/port", "required")],
            (await _web.SendAsync("POST", "/v1/carriers", """{"host": "x", "binds": 65}""", WebFixture.AdminKey)).Errors.Order());
    }

    [Fact]
    public async Task A_route_names_carriers_that_exist()
    {
        _web.Grains.Carriers["a"] = new CarrierConfig { Id = "a", Host = "h", Port = 1 };
        var made = await _web.SendAsync("POST", "/v1/routes", """{"prefix": "+44", "carriers": ["a"]}""", WebFixture.AdminKey);
        Assert.Equal((201, "44"), (made.Status, made.Json.GetProperty("prefix").GetString()));
        Assert.Equal([("/carriers/0", "not_found")], (await _web.SendAsync("POST", "/v1/routes", """{"carriers": ["b"]}""", WebFixture.AdminKey)).Errors);
        Assert.Equal(204, (await _web.SendAsync("DELETE", "/v1/routes/" + made.Json.GetProperty("id").GetString(), key: WebFixture.AdminKey)).Status);
    }

    [Fact]
    public async Task A_carrier_that_a_route_names_is_not_deleted()
    {
        _web.Grains.Carriers["b"] = new CarrierConfig { Id = "b", Host = "h", Port = 1 };
        var route = await _web.SendAsync("PUT", "/v1/routes/uk", """{"prefix": "44", "carriers": ["b"]}""", WebFixture.AdminKey);
        Assert.Equal(200, route.Status);

        var refused = await _web.SendAsync("DELETE", "/v1/carriers/b", key: WebFixture.AdminKey);
        Assert.Equal((409, "in_use"), (refused.Status, refused.Code));
        Assert.Contains("uk", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("b", _web.Grains.Carriers);

        Assert.Equal(204, (await _web.SendAsync("DELETE", "/v1/routes/uk", key: WebFixture.AdminKey)).Status);
        Assert.Equal(204, (await _web.SendAsync("DELETE", "/v1/carriers/b", key: WebFixture.AdminKey)).Status);
    }

    [Fact]
    public async Task Accounts_are_made_changed_and_listed_in_pages()
    {
        var made = await _web.SendAsync(
            "POST", "/v1/accounts", """{"name": "Acme", "tps_limit": 5, "recipient_cap": {"count": 3, "window": "P1D"}}""", WebFixture.AdminKey);
        Assert.Equal(201, made.Status);
        Assert.Equal("P1D", made.Json.GetProperty("recipient_cap").GetProperty("window").GetString());
        var path = "/v1/accounts/" + made.Json.GetProperty("id").GetString();
        var patched = await _web.SendAsync("PATCH", path, """{"recipient_cap": null}""", WebFixture.AdminKey);
        Assert.Equal(JsonValueKind.Null, patched.Json.GetProperty("recipient_cap").ValueKind);
        Assert.Equal(5, patched.Json.GetProperty("tps_limit").GetInt32());

        var first = await _web.SendAsync("GET", "/v1/accounts?limit=1", key: WebFixture.AdminKey);
        Assert.True(first.Json.GetProperty("has_more").GetBoolean());
        var second = await _web.SendAsync("GET", "/v1/accounts?limit=1&cursor=" + first.Json.GetProperty("next_cursor").GetString(), key: WebFixture.AdminKey);
        Assert.False(second.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal("acme", second.Json.GetProperty("data")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Binds_and_status_show_what_is_up()
    {
        _web.Grains.Carriers["a"] = new CarrierConfig { Id = "a", Host = "h", Port = 1 };
        var bind = await _web.SendAsync("GET", "/v1/binds/a/0", key: WebFixture.AdminKey);
        Assert.Equal(2, bind.Json.GetProperty("lanes")[1].GetProperty("queued").GetInt32());
        Assert.Equal(404, (await _web.SendAsync("GET", "/v1/binds/a/1", key: WebFixture.AdminKey)).Status);
        var status = await _web.SendAsync("GET", "/v1/status");
        Assert.Equal(("ok", 1), (status.Json.GetProperty("status").GetString(), status.Json.GetProperty("binds").GetProperty("up").GetInt32()));
    }

    [Fact]
    public async Task Events_are_read_behind_the_last_one_known()
    {
        for (var i = 1; i <= 3; i++)
        {
            _web.Grains.Events.Add(new EventRecord(new LoggedEvent { Id = new EventId(i, i, 0), Type = EventType.BindUp, At = i, Subject = "a/0" }, null, null));
        }

        var first = await _web.SendAsync("GET", "/v1/events?limit=2");
        Assert.True(first.Json.GetProperty("has_more").GetBoolean());
        var cursor = first.Json.GetProperty("next_cursor").GetString();
        Assert.Equal(new EventId(2, 2, 0).ToString(), cursor);
        var second = await _web.SendAsync("GET", "/v1/events?limit=2&after=" + cursor);
        Assert.Equal("bind.up", Assert.Single(second.Json.GetProperty("data").EnumerateArray()).GetProperty("type").GetString());
        var last = second.Json.GetProperty("next_cursor").GetString();
        var empty = await _web.SendAsync("GET", "/v1/events?cursor=" + last);
        Assert.Equal((last, 0), (empty.Json.GetProperty("next_cursor").GetString(), empty.Json.GetProperty("data").GetArrayLength()));
        Assert.Equal([("/cursor", "invalid_value")], (await _web.SendAsync("GET", "/v1/events?cursor=x")).Errors);
    }

    [Fact]
    public async Task A_page_of_events_ends_before_one_that_only_a_newer_version_can_show_until_nobody_is_awaited_any_more()
    {
        var now = _web.Time.GetUtcNow().ToUnixTimeMilliseconds();
        EventRecord Event(EventType type, long position) => new(new LoggedEvent { Id = new EventId(now, position, 0), Type = type, At = 1, Subject = "a/0" }, null, null);
        _web.Grains.Events.AddRange([Event(EventType.BindUp, 1), Event((EventType)byte.MaxValue, 2), Event(EventType.BindDown, 3)]);

        var before = (await _web.SendAsync("GET", "/v1/events?limit=2")).Json;
        var cursor = before.GetProperty("next_cursor").GetString();
        var stays = (await _web.SendAsync("GET", "/v1/events?cursor=" + cursor)).Json;
        _web.Time.Advance(UnknownEvents.AwaitedFor);
        var passed = (await _web.SendAsync("GET", "/v1/events?limit=1&cursor=" + cursor)).Json;
        var behind = (await _web.SendAsync("GET", "/v1/events?cursor=" + passed.GetProperty("next_cursor").GetString())).Json;

        Assert.Equal((1, false), (before.GetProperty("data").GetArrayLength(), before.GetProperty("has_more").GetBoolean()));
        Assert.Equal((0, cursor, false), (stays.GetProperty("data").GetArrayLength(), stays.GetProperty("next_cursor").GetString(), stays.GetProperty("has_more").GetBoolean()));
        Assert.Equal((0, true), (passed.GetProperty("data").GetArrayLength(), passed.GetProperty("has_more").GetBoolean()));
        Assert.Equal("bind.down", Assert.Single(behind.GetProperty("data").EnumerateArray()).GetProperty("type").GetString());
    }
}
