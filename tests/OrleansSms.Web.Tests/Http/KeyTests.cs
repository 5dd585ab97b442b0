using OrleansSms.Domain.Accounts;

namespace OrleansSms.Web.Tests.Http;

public sealed class KeyTests : IAsyncLifetime
{
    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Without_a_key_or_with_an_unknown_one_the_answer_is_401()
    {
        var none = await _web.SendAsync("GET", "/v1/messages", key: null);
        Assert.Equal((401, "unauthenticated", "Bearer"), (none.Status, none.Code, none.Headers["WWW-Authenticate"]));
        Assert.Equal(401, (await _web.SendAsync("GET", "/v1/messages", key: "sk_nobody")).Status);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var answer = await _web.SendAsync("POST", "/v1/messages", "{}", key: WebFixture.ReadOnlyKey);
        Assert.Equal((403, "missing_scope"), (answer.Status, answer.Code));
        Assert.Contains("messages:write", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(403, (await _web.SendAsync("GET", "/v1/accounts")).Status);
    }

    [Fact]
    public async Task A_key_is_looked_up_once_in_five_seconds()
    {
        await _web.SendAsync("GET", "/v1/messages");
        await _web.SendAsync("GET", "/v1/messages");
        Assert.Equal(1, _web.Grains.Authentications);
        _web.Time.Advance(TimeSpan.FromSeconds(5));
        await _web.SendAsync("GET", "/v1/messages");
        Assert.Equal(2, _web.Grains.Authentications);
    }

    [Fact]
    public async Task A_key_is_shown_once_works_and_is_refused_from_the_moment_it_is_revoked()
    {
        var made = await _web.SendAsync("POST", "/v1/keys", """{"account": "acme", "scopes": ["messages:read"], "name": "n"}""", WebFixture.AdminKey);
        Assert.Equal(201, made.Status);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Assert.Matches("^sk_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(200, (await _web.SendAsync("GET", "/v1/messages", key: secret)).Status);
        Assert.DoesNotContain(secret, (await _web.SendAsync("GET", "/v1/keys", key: WebFixture.AdminKey)).Text, StringComparison.Ordinal);

        var path = "/v1/keys/" + made.Json.GetProperty("id").GetString();
        Assert.Equal(204, (await _web.SendAsync("DELETE", path, key: WebFixture.AdminKey)).Status);
        Assert.Equal(401, (await _web.SendAsync("GET", "/v1/messages", key: secret)).Status);
    }

    [Fact]
    public async Task A_key_for_no_account_or_with_an_unknown_scope_is_refused()
    {
        var answer = await _web.SendAsync("POST", "/v1/keys", """{"account": "nobody", "scopes": []}""", WebFixture.AdminKey);
        Assert.Equal([("/account", "not_found")], answer.Errors);
        answer = await _web.SendAsync("POST", "/v1/keys", """{"scopes": ["everything"]}""", WebFixture.AdminKey);
        Assert.Equal([("/account", "required"), ("/scopes/0", "invalid_value")], answer.Errors);
    }

    [Fact]
    public async Task The_first_answer_to_a_post_is_given_again_secret_and_all()
    {
        const string body = """{"account": "acme"}""";
        var first = await _web.SendAsync("POST", "/v1/keys", body, WebFixture.AdminKey, headers: ("Idempotency-Key", "k"));
        var again = await _web.SendAsync("POST", "/v1/keys", body, WebFixture.AdminKey, headers: ("Idempotency-Key", "k"));
        Assert.Equal((201, first.Text, first.Headers["Location"]), (again.Status, again.Text, again.Headers["Location"]));
        Assert.Equal("true", again.Headers["Idempotent-Replayed"]);
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        var kept = Assert.Single(_web.Grains.Idempotency).Value.Answer!;
        Assert.DoesNotContain("sk_", System.Text.Encoding.UTF8.GetString(kept.Body), StringComparison.Ordinal);

        var other = await _web.SendAsync("POST", "/v1/keys", """{"account": "other"}""", WebFixture.AdminKey, headers: ("Idempotency-Key", "k"));
        Assert.Equal((422, "idempotency_key_reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_refused_post_leaves_its_idempotency_key_free()
    {
        Assert.Equal(400, (await _web.SendAsync("POST", "/v1/keys", "{}", WebFixture.AdminKey, headers: ("Idempotency-Key", "k"))).Status);
        var fixedUp = await _web.SendAsync("POST", "/v1/keys", """{"account": "acme"}""", WebFixture.AdminKey, headers: ("Idempotency-Key", "k"));
        Assert.Equal(201, fixedUp.Status);
        Assert.Equal(Scope.Account, fixedUp.Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!));
    }
}
