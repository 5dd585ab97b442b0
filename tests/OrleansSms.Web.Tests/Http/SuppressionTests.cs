using OrleansSms.Domain.Compliance;

namespace OrleansSms.Web.Tests.Http;

public sealed class SuppressionTests : IAsyncLifetime
{
    private const string Number = "+447700900123";

    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_number_is_put_on_the_accounts_list_shown_and_taken_off()
    {
        var made = await _web.SendAsync("POST", "/v1/suppressions", """{"number": "+44 7700 900123", "reason": "complained", "expires_at": "2026-04-01T00:00:00Z"}""");

        Assert.Equal((201, "/v1/suppressions/" + Number), (made.Status, made.Headers["Location"]));
        var path = "/v1/suppressions/%2B447700900123";
        var shown = (await _web.SendAsync("GET", path)).Json;
        Assert.Equal((Number, "acme", "complained"), (shown.GetProperty("number").GetString(), shown.GetProperty("list").GetString(), shown.GetProperty("reason").GetString()));
        Assert.Equal(404, (await _web.SendAsync("GET", path, key: WebFixture.OtherKey)).Status);
        Assert.Equal(204, (await _web.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await _web.SendAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var answer = await _web.SendAsync("POST", "/v1/suppressions", """{"number": "07700", "reason": 5, "list": "no list", "expires_at": "2020-01-01T00:00:00Z"}""");

        Assert.Equal(
            [("/expires_at", "out_of_range"), ("/list", "invalid_value"), ("/number", "invalid_value"), ("/reason", "invalid_type")], answer.Errors.Order());
        Assert.Equal(403, (await _web.SendAsync("GET", "/v1/suppressions", key: WebFixture.ReadOnlyKey)).Status);
    }

    [Fact]
    public async Task Of_a_csv_file_the_good_lines_are_taken_and_the_bad_ones_named()
    {
        var file = "number,reason,expires_at\r\n+447700900123,\"said, \"\"no\"\"\",\r\nnobody,,\r\n\r\n447700900124,,2026-04-01T00:00:00Z\n447700900125,,tomorrow\n";
        var answer = await _web.SendAsync("POST", "/v1/suppressions", file, contentType: "text/csv");

        Assert.Equal((200, 2, 2), (answer.Status, answer.Json.GetProperty("accepted").GetInt32(), answer.Json.GetProperty("rejected").GetInt32()));
        Assert.Equal([("/lines/3", "invalid_value"), ("/lines/6", "invalid_value")], answer.Errors);

        var exported = await _web.SendAsync("GET", "/v1/suppressions/export");
        Assert.Equal(
            "number,reason,expires_at\r\n+447700900123,\"said, \"\"no\"\"\",\r\n+447700900124,added by the account,2026-04-01T00:00:00Z\r\n", exported.Text);
        Assert.StartsWith("text/csv", exported.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(2, (await _web.SendAsync("POST", "/v1/suppressions?list=acme", exported.Text, contentType: "text/csv")).Json.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task A_list_is_read_in_pages()
    {
        await _web.SendAsync("POST", "/v1/suppressions", "447700900123\n447700900124\n447700900125", contentType: "text/csv");

        var first = (await _web.SendAsync("GET", "/v1/suppressions?limit=2")).Json;
        var cursor = Uri.EscapeDataString(first.GetProperty("next_cursor").GetString()!);
        var second = (await _web.SendAsync("GET", "/v1/suppressions?cursor=" + cursor)).Json;

        Assert.Equal((2, true), (first.GetProperty("data").GetArrayLength(), first.GetProperty("has_more").GetBoolean()));
        Assert.Equal("+447700900125", Assert.Single(second.GetProperty("data").EnumerateArray()).GetProperty("number").GetString());
    }

    [Fact]
    public async Task A_shared_list_is_for_accounts_whose_policy_names_it_and_for_the_operator()
    {
        const string body = """{"number": "+447700900123", "list": "group"}""";

        Assert.Equal([("/list", "not_found")], (await _web.SendAsync("POST", "/v1/suppressions", body)).Errors);
        Assert.Equal(201, (await _web.SendAsync("POST", "/v1/suppressions", body, key: WebFixture.AdminKey)).Status);
        _web.Grains.Policies["acme"] = new PolicyConfig { Account = "acme", SuppressionLists = ["group"] };
        Assert.Equal(200, (await _web.SendAsync("GET", "/v1/suppressions/447700900123?list=group")).Status);
        Assert.Equal(404, (await _web.SendAsync("GET", "/v1/suppressions/447700900123")).Status);
    }
}
