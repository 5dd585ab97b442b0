using OrleansSms.Domain.Auditing;

namespace OrleansSms.Web.Tests.Http;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_change_that_is_refused_or_changes_nothing_leaves_no_entry()
    {
        Assert.Equal(400, (await _web.SendAsync("PATCH", "/v1/accounts/acme", """{"tps_limit": -1}""", WebFixture.AdminKey)).Status);
        Assert.Equal(404, (await _web.SendAsync("DELETE", "/v1/carriers/nobody", key: WebFixture.AdminKey)).Status);
        Assert.Equal(403, (await _web.SendAsync("PATCH", "/v1/accounts/acme", """{"tps_limit": 1}""")).Status);
        Assert.Equal(200, (await _web.SendAsync("PATCH", "/v1/accounts/acme", "{}", WebFixture.AdminKey)).Status);

        Assert.Empty(_web.Grains.Audit);
    }

    [Fact]
    public async Task An_answer_that_is_given_again_is_no_second_change()
    {
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(201, (await _web.SendAsync("POST", "/v1/keys", """{"account": "acme"}""", WebFixture.AdminKey, headers: ("Idempotency-Key", "once"))).Status);
        }

        var entry = Assert.Single(_web.Grains.Audit);
        Assert.Equal(("createKey", "key_sk_admin", "operator"), (entry.Operation, entry.Actor, entry.Account));
        Assert.Contains(entry.Changes, change => change is { Field: "hash", To: AuditChanges.Redacted });
    }
}
