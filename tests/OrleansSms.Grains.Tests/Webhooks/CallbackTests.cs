using OrleansSms.Grains.Webhooks;

namespace OrleansSms.Grains.Tests.Webhooks;

public sealed class CallbackTests
{
    private const string Key = "callbacks:" + Events.Account;

    [Fact]
    public async Task Only_messages_that_name_a_URL_are_reported_and_only_how_they_wait_go_and_end()
    {
        await using var host = await PumpHost.CreateAsync();
        var url = host.Receiver.Url;
        var ids = host.Log.Append(
            Events.Of(1, MessageStatus.Accepted, url), Events.Of(1, MessageStatus.Scheduled, url), Events.Of(1, MessageStatus.Held, url),
            Events.Of(1, MessageStatus.Queued, url), Events.Of(1, MessageStatus.Sent, url), Events.Of(1, MessageStatus.Delivered, url),
            Events.Of(2, MessageStatus.Sent));

        var posts = await RunAsync(host, host.Secret, ids[^1], 4);

        Assert.Equal(["message.scheduled", "message.held", "message.sent", "message.delivered"], posts.Select(post => post.Type));
        Assert.All(posts, post => Assert.StartsWith("v1,", post.Headers["webhook-signature"], StringComparison.Ordinal));
        Assert.Empty(host.Receiver.Rest());
    }

    [Fact]
    public async Task A_URL_that_is_gone_costs_only_the_one_event()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Receiver.Answer = _ => Task.FromResult(410);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Sent, host.Receiver.Url), Events.Of(1, MessageStatus.Delivered, host.Receiver.Url));

        Assert.Equal(2, (await RunAsync(host, null, ids[^1], 2)).Count);
    }

    private static async Task<List<Post>> RunAsync(PumpHost host, string? secret, EventId upTo, int count)
    {
        using var stop = new CancellationTokenSource();
        var run = host.Start(Key, new CallbackSubscription(Events.Account, secret is null ? [] : [secret], allowPrivateNetworks: true), host.Store, stop.Token);
        var posts = await host.Receiver.NextAsync(count);
        await host.Store.ReachedAsync(Key, progress => progress.Cursor >= upTo && progress.Pending.Count == 0);
        await stop.CancelAsync();
        Assert.Equal(PumpEnd.Stopped, await run);
        return posts;
    }
}
