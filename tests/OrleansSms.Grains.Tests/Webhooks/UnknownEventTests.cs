using OrleansSms.Grains.Webhooks;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>Events that a silo of a newer version wrote, at a silo that does not know their type.</summary>
public sealed class UnknownEventTests
{
    private static readonly TimeSpan JustOverAMinute = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task One_is_left_to_another_silo_while_the_rest_of_the_log_is_posted()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Unknown(1), Events.Of(1, MessageStatus.Sent), Events.Of(2, MessageStatus.Sent));

        _ = host.Start();
        var left = await host.PendingAsync(ids[^1], 2);

        Assert.Equal(
            [("message.queued", Events.Message(1).ToString()), ("message.sent", Events.Message(2).ToString())],
            (await host.Receiver.NextAsync(2)).Select(post => (post.Type, post.Message)).OrderBy(post => post.Message, StringComparer.Ordinal));
        Assert.Equal([ids[1], ids[2]], left.Pending.Select(delivery => delivery.Event).Order());
        Assert.All(left.Pending, delivery => Assert.Equal(0, delivery.Attempts));
    }

    [Fact]
    public async Task It_is_left_again_each_time_its_time_has_come()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Unknown(1));

        _ = host.Start();
        var first = (await host.PendingAsync(ids[^1], 1)).Pending[0].NextAt;
        host.Time.Advance(JustOverAMinute);

        await host.Store.ReachedAsync(PumpHost.Endpoint, progress => progress.Pending.Any(delivery => delivery.NextAt > first && delivery.Attempts == 0));
        Assert.Empty(host.Receiver.Rest());
    }

    [Fact]
    public async Task When_nobody_has_taken_it_in_its_time_the_events_behind_it_go_without_it()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Unknown(1), Events.Of(1, MessageStatus.Sent));

        _ = host.Start();
        await host.PendingAsync(ids[^1], 2);
        host.Time.Advance(UnknownEvents.AwaitedFor);
        await host.SettledAsync(ids[^1]);

        Assert.Equal("message.sent", (await host.Receiver.NextAsync()).Type);
        Assert.Empty(host.Receiver.Rest());
    }

    [Fact]
    public async Task Who_names_only_known_types_never_waits_for_it()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Unknown(1), Events.Of(1, MessageStatus.Sent));

        _ = host.Start("message.sent");
        await host.SettledAsync(ids[^1]);

        Assert.Equal("message.sent", (await host.Receiver.NextAsync()).Type);
    }

    [Theory]
    [InlineData(true, "message.sent", "message.of_tomorrow")]
    [InlineData(true)]
    [InlineData(false, "message.sent")]
    public void An_endpoint_wants_it_that_asked_for_all_or_for_what_is_not_known_here(bool wants, params string[] types)
    {
        var subscription = new EndpointSubscription(
            new() { Id = "whk_1", Account = Events.Account, Url = "https://example.com/", EventTypes = types, Secrets = [] }, allowPrivateNetworks: false);

        Assert.Equal(wants, subscription.Wants(Events.Unknown(1)));
        Assert.Equal(types.Length == 0, subscription.Wants(Events.Of(1, MessageStatus.Queued)));
    }

    [Fact]
    public void So_may_a_messages_callback() => Assert.True(new CallbackSubscription(Events.Account, [], allowPrivateNetworks: false).Wants(Events.Unknown(1)));

    [Fact]
    public async Task What_another_version_left_and_this_one_does_not_want_is_dropped()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Sent));
        await host.Store.WriteAsync(PumpHost.Endpoint, ids[^1], [new(ids[0], Events.Message(1), 0, 1), new(ids[1], Events.Message(1), 0, 0)], []);

        _ = host.Start("message.sent");
        await host.SettledAsync(ids[^1]);

        Assert.Equal("message.sent", (await host.Receiver.NextAsync()).Type);
        Assert.Empty(host.Receiver.Rest());
    }
}
