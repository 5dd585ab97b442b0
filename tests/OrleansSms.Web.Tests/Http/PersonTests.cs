using System.Text.Json;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Web.Tests.Http;

/// <summary>/v1/exports and /v1/erasures.</summary>
public sealed class PersonTests : IAsyncLifetime
{
    private const string Body = """{"number": "+44 7700 900123"}""";

    private readonly WebFixture _web = new();

    public Task InitializeAsync() => _web.InitializeAsync();

    public Task DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task An_export_is_one_document_however_many_pages_it_is_read_in()
    {
        for (var i = 1UL; i <= 2; i++)
        {
            var message = Message(i);
            _web.Grains.Messages[message.Id] = new MessageRecord { Message = message, Status = MessageStatus.Delivered };
        }

        var answer = await _web.SendAsync("POST", "/v1/exports", Body);

        Assert.Equal((200, "no-store"), (answer.Status, answer.Headers["Cache-Control"]));
        Assert.Equal(("+447700900123", "2026-03-01T09:30:00Z"), (answer.Json.GetProperty("number").GetString(), answer.Json.GetProperty("exported_at").GetString()));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("contact").ValueKind);
        Assert.Equal("STOP", answer.Json.GetProperty("remembered").GetProperty("opt_outs")[0].GetProperty("keyword").GetString());
        Assert.Equal(["text 2", "text 1"], answer.Json.GetProperty("messages").EnumerateArray().Select(item => item.GetProperty("message").GetProperty("body").GetString()));
        Assert.Equal("decided", answer.Json.GetProperty("messages")[0].GetProperty("timeline")[0].GetProperty("kind").GetString());
        Assert.Equal(0, answer.Json.GetProperty("inbound_messages").GetArrayLength());
    }

    [Fact]
    public async Task An_erasure_is_ordered_and_reported_on_without_naming_the_number()
    {
        var ordered = await _web.SendAsync("POST", "/v1/erasures", Body);
        var shown = await _web.SendAsync("GET", ordered.Headers["Location"]);
        var listed = await _web.SendAsync("GET", "/v1/erasures");

        Assert.Equal((202, "running", "5e1f"), (ordered.Status, ordered.Json.GetProperty("status").GetString(), ordered.Json.GetProperty("number_hash").GetString()));
        Assert.Equal((2, true), (shown.Json.GetProperty("report").GetProperty("messages").GetInt32(), shown.Json.GetProperty("report").GetProperty("refusal_kept").GetBoolean()));
        Assert.Single(listed.Json.GetProperty("data").EnumerateArray());
        Assert.All(new[] { ordered, shown, listed }, static answer => Assert.DoesNotContain("7700", answer.Text, StringComparison.Ordinal));
        Assert.Equal(404, (await _web.SendAsync("GET", ordered.Headers["Location"], key: WebFixture.OtherKey)).Status);
    }

    [Theory]
    [InlineData("/v1/exports")]
    [InlineData("/v1/erasures")]
    public async Task Whoever_names_no_number_is_told_so(string path)
    {
        var wrong = await _web.SendAsync("POST", path, """{"number": "nobody"}""");
        var other = await _web.SendAsync("POST", path, """{"to": "+447700900123"}""");

        Assert.Equal((400, "/number"), (wrong.Status, wrong.Errors.First().Pointer));
        Assert.Equal(400, other.Status);
        Assert.Equal(403, (await _web.SendAsync("POST", path, Body, key: WebFixture.ReadOnlyKey)).Status);
        Assert.Empty(_web.Grains.Erasures);
    }

    private static Message Message(ulong key) => new()
    {
        Id = new MessageId(new SortableId(key, 1)),
        Account = "acme",
        To = new Msisdn(447700900123),
        From = "Shop",
        Body = $"text {key}",
    };
}
