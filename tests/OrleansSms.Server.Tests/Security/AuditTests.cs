using System.Text.Json;

namespace OrleansSms.Server.Tests.Security;

/// <summary>What is changed on the operator's side stands in a log that nobody can change.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Every_change_is_in_the_log_with_who_made_it_and_what_it_changed_and_without_secrets()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var api = new Api(gateway);
        var account = (await api.PostAsync("/v1/accounts", new { name = "Shop" })).Expect(201);
        var key = (await api.PostAsync("/v1/keys", new { account = account.Id, scopes = (List<string>)["admin", "contacts"] })).Expect(201);
        var clerk = new Api(gateway, key.Json.Text("secret")!);
        (await clerk.PutAsync("/v1/carriers/acme", Carrier(2775, "first-password"))).Expect(201);
        (await clerk.PatchAsync("/v1/carriers/acme", new { port = 2776, password = "second-password" })).Expect(200);
        (await clerk.PutAsync("/v1/routes/usual", new { prefix = "", carriers = (List<string>)["acme"] })).Expect(200);
        (await clerk.DeleteAsync("/v1/routes/usual")).Expect(204);
        (await clerk.PostAsync($"/v1/accounts/{account.Id}/rotate_callback_secret")).Expect(200);
        (await clerk.PatchAsync($"/v1/policies/{account.Id}", new { stopped = true })).Expect(200);
        (await clerk.PutAsync("/v1/keywords", new { brand = "Shop" })).Expect(200);
        (await api.DeleteAsync($"/v1/keys/{key.Id}")).Expect(204);

        var log = (await api.GetAsync("/v1/audit?limit=10")).Expect(200);

        Assert.Equal(
            [
                "revokeKey", "putKeywords", "updatePolicy", "rotateCallbackSecret", "deleteRoute", "putRoute", "updateCarrier", "putCarrier", "createKey", "createAccount",
            ],
            log.Data.Select(entry => entry.Text("operation")));
        var changed = log.Data[6];
        Assert.Equal((key.Id, account.Id, "carriers/acme", "127.0.0.1"), (changed.Text("actor"), changed.Text("account"), changed.Text("resource"), changed.Text("address")));
        Assert.StartsWith("req_", changed.Text("request_id"), StringComparison.Ordinal);
        Assert.Equal(["port: 2775 -> 2776", "password: \"[redacted]\" -> \"[redacted]\""], Changes(changed));
        Assert.Equal("key_admin", log.Data[0].Text("actor"));
        Assert.All(
            ["first-password", "second-password", key.Json.Text("secret")!, account.Json.Text("callback_secret")!, "whsec_"],
            secret => Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal));
        Assert.True(log.Json.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task A_start_records_what_the_settings_change_and_nothing_when_they_are_as_before()
    {
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>
        {
            ["OrleansSms__Accounts__shop__ApiKey"] = "key-of-the-shop",
            ["OrleansSms__Accounts__shop__TpsLimit"] = "10",
        });
        var api = new Api(gateway);
        var first = (await api.GetAsync("/v1/audit")).Expect(200).Data;
        Assert.Equal(["keys/key_admin", "keys/key_shop", "accounts/shop", "accounts/default"], first.Select(entry => entry.Text("resource")));
        Assert.All(first, entry => Assert.Equal(("settings", "start"), (entry.Text("actor"), entry.Text("operation"))));

        await gateway.RestartAsync();
        Assert.Equal(first.Count, (await api.GetAsync("/v1/audit")).Expect(200).Data.Count);

        await gateway.TerminateAsync();
        await gateway.StartAgainAsync(new Dictionary<string, string?> { ["OrleansSms__Accounts__shop__TpsLimit"] = "20" });
        var newest = (await api.GetAsync("/v1/audit?limit=1")).Expect(200).Data[0];
        Assert.Equal(("accounts/shop", "settings"), (newest.Text("resource"), newest.Text("actor")));
        Assert.Equal(["tps_limit: 10 -> 20"], Changes(newest));
    }

    [Fact]
    public async Task The_log_pages_goes_by_resource_and_takes_no_change()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var api = new Api(gateway);
        (await api.PutAsync("/v1/carriers/acme", Carrier(1, "p"))).Expect(201);
        foreach (var port in Enumerable.Range(2, 4))
        {
            (await api.PatchAsync("/v1/carriers/acme", new { port })).Expect(200);
            (await api.PatchAsync("/v1/accounts/default", new { name = $"Name {port}" })).Expect(200);
        }

        var page = (await api.GetAsync("/v1/audit?resource=carriers/acme&limit=3")).Expect(200);
        var rest = (await api.GetAsync($"/v1/audit?resource=carriers/acme&limit=3&cursor={page.Json.Text("next_cursor")}")).Expect(200);

        Assert.Equal(["4 -> 5", "3 -> 4", "2 -> 3"], page.Data.Select(PortChange));
        Assert.Equal(["1 -> 2", " -> 1"], rest.Data.Select(PortChange));
        Assert.False(rest.Json.GetProperty("has_more").GetBoolean());
        var id = page.Data[0].Text("id");
        Assert.All(
            await Task.WhenAll(api.DeleteAsync($"/v1/audit/{id}"), api.PatchAsync($"/v1/audit/{id}", new { }), api.DeleteAsync("/v1/audit"), api.PostAsync("/v1/audit", new { })),
            answer => Assert.InRange(answer.Status, 404, 405));
        (await api.GetAsync("/v1/audit?cursor=aud_nonsense")).Expect(400);
    }

    [Fact]
    public async Task A_key_that_takes_anothers_place_works_at_once_and_the_other_until_its_time_is_over()
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var api = new Api(gateway);
        var account = (await api.PostAsync("/v1/accounts", new { name = "Shop" })).Expect(201).Id;
        var old = (await api.PostAsync("/v1/keys", new { account, scopes = (List<string>)["messages:read"], name = "Till" })).Expect(201);

        var made = (await api.PostAsync($"/v1/keys/{old.Id}/rotate")).Expect(201);

        Assert.Equal(("Till", account), (made.Json.Text("name"), made.Json.Text("account")));
        Assert.Equal("messages:read", made.Json.GetProperty("scopes")[0].GetString());
        (await new Api(gateway, made.Json.Text("secret")!).GetAsync("/v1/messages")).Expect(200);
        (await new Api(gateway, old.Json.Text("secret")!).GetAsync("/v1/messages")).Expect(200);
        Assert.NotNull((await api.GetAsync($"/v1/keys/{old.Id}")).Expect(200).Json.Text("expires_at"));

        (await api.PostAsync($"/v1/keys/{old.Id}/rotate", new { overlap = "PT0.001S" })).Expect(201);
        (await new Api(gateway, old.Json.Text("secret")!).GetAsync("/v1/messages")).Expect(401);
        Assert.Equal("too_late", (await api.PostAsync($"/v1/keys/{old.Id}/rotate", new { })).Expect(409).Json.Text("code"));
        (await api.PostAsync($"/v1/keys/{made.Id}/rotate", new { overlap = "P31D" })).Expect(400);
    }

    private static object Carrier(int port, string password) => new { host = NodeSmsc.Host, port, password, enabled = false };

    private static IEnumerable<string> Changes(JsonElement entry) => entry.GetProperty("changes").EnumerateArray().Select(Show);

    private static string PortChange(JsonElement entry) => Changes(entry).Single(change => change.StartsWith("port: ", StringComparison.Ordinal))["port: ".Length..];

    private static string Show(JsonElement change) => $"{change.Text("field")}: {Raw(change, "from")} -> {Raw(change, "to")}";

    private static string Raw(JsonElement change, string name) => change.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetRawText() : "";
}
