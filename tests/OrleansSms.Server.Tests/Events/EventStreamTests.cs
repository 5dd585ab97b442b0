namespace OrleansSms.Server.Tests.Events;

/// <summary>What a console sees that follows events as they happen.</summary>
public sealed class EventStreamTests(TwoCarriers carriers) : IClassFixture<TwoCarriers>
{
    [Fact]
    public async Task A_listener_hears_of_a_message_from_accepted_to_delivered_as_the_log_has_it()
    {
        using var stream = await EventFollower.OpenAsync(carriers.Gateway);
        Assert.Equal("text/event-stream", stream.ContentType);

        var id = await carriers.Api.SubmitAsync(carriers.NewNumber());
        var heard = await stream.ReadToAsync(id, "message.delivered");

        var types = heard.Where(one => MessageOf(one) == id).Select(one => one.Type);
        Assert.Equal(["message.accepted", "message.queued", "message.sent", "message.delivered"], types);
        var logged = await carriers.Api.EventsAsync(one => one.GetProperty("id").GetString() == heard[^1].Id);
        Assert.Equal(logged[0].ToString(), heard[^1].Json.ToString());
    }

    [Fact]
    public async Task Who_connects_again_with_the_last_id_gets_everything_since_and_nothing_twice()
    {
        string last;
        using (var first = await EventFollower.OpenAsync(carriers.Gateway))
        {
            last = (await first.ReadToAsync(await carriers.Api.SubmitAsync(carriers.NewNumber()), "message.delivered"))[^1].Id;
        }

        var missed = await carriers.Api.SubmitAsync(carriers.NewNumber());
        await carriers.Api.MessageIsAsync(missed, "delivered");
        using var second = await EventFollower.OpenAsync(carriers.Gateway, last);
        var live = await carriers.Api.SubmitAsync(carriers.NewNumber());
        var heard = await second.ReadToAsync(live, "message.delivered");

        var logged = (await carriers.Api.GetAsync($"/v1/events?limit=200&after={last}")).Expect(200).Data.Select(one => one.GetProperty("id").GetString());
        Assert.Equal(logged.Take(heard.Count), heard.Select(one => one.Id));
        Assert.Contains(heard, one => MessageOf(one) == missed && one.Type == "message.accepted");
    }

    [Fact]
    public async Task A_burst_reaches_every_listener_whole_and_in_order()
    {
        using var one = await EventFollower.OpenAsync(carriers.Gateway);
        using var other = await EventFollower.OpenAsync(carriers.Gateway);

        var batch = await carriers.Api.SubmitBatchAsync(Enumerable.Range(0, 300).Select(_ => carriers.NewNumber()));
        await carriers.Api.BatchIsAsync(batch, 300, "delivered");
        var end = await carriers.Api.SubmitAsync(carriers.NewNumber());

        var heard = await one.ReadToAsync(end, "message.delivered");
        Assert.Equal(300 + 1, heard.Count(item => item.Type == "message.delivered"));
        Assert.Equal(heard.Select(item => item.Id).Distinct(), heard.Select(item => item.Id));
        Assert.Equal(heard.Select(item => item.Id), (await other.ReadToAsync(end, "message.delivered")).Select(item => item.Id));
    }

    [Fact]
    public async Task Another_accounts_events_are_not_heard()
    {
        var key = await carriers.NewAccountAsync();
        using var stream = await EventFollower.OpenAsync(carriers.Gateway, key: key);
        await carriers.Api.MessageIsAsync(await carriers.Api.SubmitAsync(carriers.NewNumber()), "delivered");

        var own = await new Api(carriers.Gateway, key).SubmitAsync(carriers.NewNumber());

        Assert.All(await stream.ReadToAsync(own, "message.delivered"), heard => Assert.Equal(own, MessageOf(heard)));
    }

    [Fact]
    public async Task A_last_id_that_is_none_is_refused_by_name()
    {
        var refused = await carriers.Api.GetAsync("/v1/events/stream?after=yesterday");

        Assert.Equal(400, refused.Status);
        Assert.Contains("Last-Event-ID", refused.Text, StringComparison.Ordinal);
    }

    private static string? MessageOf(StreamedEvent heard) =>
        heard.Json.GetProperty("data").TryGetProperty("id", out var id) ? id.GetString() : null;
}
