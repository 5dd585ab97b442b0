namespace OrleansSms.Server.Tests.Webhooks;

/// <summary>Events that are posted.</summary>
public sealed class WebhookTests(TwoCarriers setup) : IClassFixture<TwoCarriers>, IAsyncLifetime
{
    private readonly Api _api = setup.Api;
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var endpoint in (await _api.GetAsync("/v1/webhook_endpoints")).Expect(200).Data)
        {
            (await _api.DeleteAsync($"/v1/webhook_endpoints/{endpoint.Text("id")}")).Expect(204);
        }

        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_gets_a_messages_events_signed_and_in_order()
    {
        var endpoint = await SubscribeAsync();

        var id = await _api.SubmitAsync(setup.NewNumber());

        await _receiver.TakenAsync(post => post.Message == id && post.Type == "message.delivered", 1);
        var posts = await _receiver.TakenAsync(post => post.Message == id, 4);
        Assert.All(posts, post => Assert.True(post.IsSignedWith(endpoint.Json.Text("secret")!), $"{post} is not signed with the endpoint's secret."));
        Assert.Equal(["message.accepted", "message.queued", "message.sent", "message.delivered"], posts.Select(post => post.Type));
        Assert.Equal(["accepted", "queued", "sent", "delivered"], posts.Select(post => post.Json.GetProperty("data").Status()));
        var events = await _api.EventsAsync(entry => entry.MessageId() == id, posts.Count);
        Assert.Equal(events.Select(entry => (entry.Text("id"), entry.Text("type"))), posts.Select(post => ((string?)post.Id, post.Type)));
    }

    [Fact]
    public async Task An_endpoint_gets_only_the_types_it_asked_for()
    {
        await SubscribeAsync("message.received", "contact.opted_out");
        var from = setup.NewNumber();
        await _api.MessageIsAsync(await _api.SubmitAsync(from), "delivered");

        await setup.North.SendMoAsync(new() { Source = TwoCarriers.Digits(from), Destination = "12345", Text = "STOP" });

        var posts = await _receiver.TakenAsync(_ => true, 2);
        Assert.Equal(["contact.opted_out", "message.received"], posts.Select(post => post.Type).Order());
        Assert.Equal("STOP", posts.Single(post => post.Type == "message.received").Json.GetProperty("data").Text("body"));
        Assert.Equal(from, posts.Single(post => post.Type == "contact.opted_out").Json.GetProperty("data").Text("number"));
    }

    [Fact]
    public async Task A_post_that_failed_comes_again_under_the_same_id()
    {
        await SubscribeAsync("message.delivered");
        _receiver.Refuse(1);

        var id = await _api.SubmitAsync(setup.NewNumber());

        var taken = Assert.Single(await _receiver.TakenAsync(post => post.Message == id, 1));
        Assert.Equal([(taken.Id, 500), (taken.Id, 200)], _receiver.Posts.Select(post => (post.Id, post.Status)));
    }

    [Fact]
    public async Task A_messages_callback_url_gets_its_events_and_no_other_messages()
    {
        var secret = (await _api.PostAsync("/v1/accounts/default/rotate_callback_secret")).Expect(200).Json.Text("callback_secret")!;

        var id = (await _api.PostAsync("/v1/messages", new { to = setup.NewNumber(), body = "Hi", callback_url = _receiver.Url })).Expect(202).Id;
        await _api.MessageIsAsync(await _api.SubmitAsync(setup.NewNumber()), "delivered");

        await _receiver.TakenAsync(post => post.Type == "message.delivered", 1);
        Assert.All(_receiver.Posts, post => Assert.Equal(id, post.Message));
        Assert.All(_receiver.Posts, post => Assert.True(post.IsSignedWith(secret), $"{post} is not signed with the account's callback secret."));
    }

    [Fact]
    public async Task Events_missed_while_the_process_was_down_are_posted_when_it_is_back()
    {
        await SubscribeAsync("message.delivered");
        _receiver.Refuse(int.MaxValue);
        var id = await _api.SubmitAsync(setup.NewNumber());
        await _api.MessageIsAsync(id, "delivered");
        await setup.Gateway.Kill9Async();

        _receiver.Refuse(0);
        await setup.Gateway.StartAgainAsync();

        await _receiver.TakenAsync(post => post.Message == id, 1);
    }

    private async Task<Answer> SubscribeAsync(params string[] types) =>
        (await _api.PostAsync("/v1/webhook_endpoints", new { url = _receiver.Url, event_types = types })).Expect(201);
}
