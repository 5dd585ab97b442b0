using System.Globalization;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Grains.Webhooks;

namespace OrleansSms.Grains.Tests.Webhooks;

public sealed class EndpointPumpTests
{
    private static readonly TimeSpan JustOverFirstWait = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan JustOverSecondWait = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Every_event_is_posted_once_and_the_cursor_ends_behind_the_last()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Many(1_200, MessageStatus.Sent));

        _ = host.Start();
        var posts = await host.Receiver.NextAsync(ids.Count);
        await host.SettledAsync(ids[^1]);

        Assert.Equal(ids.Select(id => id.ToString()).Order(), posts.Select(post => post.Id).Order());
        Assert.Empty(host.Receiver.Rest());
        Assert.True(host.Store.Writes < ids.Count / 10, $"{host.Store.Writes} commits");
    }

    [Fact]
    public async Task Events_that_come_while_it_waits_are_posted_too()
    {
        await using var host = await PumpHost.CreateAsync();
        _ = host.Start();
        var first = host.Log.Append(Events.Of(1, MessageStatus.Queued));
        await host.SettledAsync(first[^1]);

        var second = host.Log.Append(Events.Of(1, MessageStatus.Sent));
        await host.SettledAsync(second[^1]);

        Assert.Equal(["message.queued", "message.sent"], (await host.Receiver.NextAsync(2)).Select(post => post.Type));
    }

    [Fact]
    public async Task A_post_carries_the_event_and_a_signature_that_the_receiver_can_verify()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Delivered));

        _ = host.Start();
        var post = await host.Receiver.NextAsync();

        Assert.True(WebhookSecret.TryDecode(host.Secret, out var key));
        var timestamp = long.Parse(post.Headers["webhook-timestamp"], CultureInfo.InvariantCulture);
        Assert.Equal(WebhookSignature.Sign([key], ids[0].ToString(), timestamp, post.Body), post.Headers["webhook-signature"]);
        Assert.Equal(ids[0].ToString(), post.Json.GetProperty("id").GetString());
        Assert.Equal("message.delivered", post.Type);
        Assert.Equal("delivered", post.Json.GetProperty("data").GetProperty("status").GetString());
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        Assert.StartsWith("OrleansSms/", post.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_one_message_go_one_after_the_other()
    {
        await using var host = await PumpHost.CreateAsync();
        var release = new TaskCompletionSource();
        host.Receiver.Answer = async post =>
        {
            if (post.Message == Events.Message(1).ToString())
            {
                await release.Task;
            }

            return 200;
        };
        var ids = host.Log.Append(
            Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Sent), Events.Of(1, MessageStatus.Delivered),
            Events.Of(2, MessageStatus.Queued), Events.Of(2, MessageStatus.Sent), Events.Of(2, MessageStatus.Delivered));

        _ = host.Start();
        var early = await host.Receiver.NextAsync(4);
        Assert.Empty(host.Receiver.Rest());
        release.SetResult();
        var late = await host.Receiver.NextAsync(2);
        await host.SettledAsync(ids[^1]);

        Assert.Equal(["message.queued"], early.Where(post => post.Message == Events.Message(1).ToString()).Select(post => post.Type));
        Assert.Equal(["message.sent", "message.delivered"], late.Select(post => post.Type));
        Assert.Equal(
            ["message.queued", "message.sent", "message.delivered"],
            early.Where(post => post.Message == Events.Message(2).ToString()).Select(post => post.Type));
    }

    [Fact]
    public async Task Only_the_events_that_the_endpoint_asked_for_are_posted()
    {
        await using var host = await PumpHost.CreateAsync();
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Delivered), Events.Of(2, MessageStatus.Queued));

        _ = host.Start("message.delivered");
        Assert.Equal("message.delivered", (await host.Receiver.NextAsync()).Type);
        await host.SettledAsync(ids[^1]);

        Assert.Empty(host.Receiver.Rest());
    }

    [Fact]
    public async Task A_failed_event_is_tried_again_on_schedule_and_later_ones_of_its_message_wait_behind_it()
    {
        await using var host = await PumpHost.CreateAsync();
        var failures = 2;
        host.Receiver.Answer = _ => Task.FromResult(Interlocked.Decrement(ref failures) >= 0 ? 500 : 200);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Sent));

        _ = host.Start();
        var first = await host.PendingAsync(ids[^1], 2);
        Assert.Equal([(1, 1), (0, 0)], first.Pending.Select(delivery => (delivery.Attempts, Math.Sign(delivery.NextAt))));
        host.Time.Advance(JustOverFirstWait);
        await host.Store.ReachedAsync(PumpHost.Endpoint, progress => progress.Pending.Any(delivery => delivery.Attempts == 2));
        host.Time.Advance(JustOverSecondWait);
        await host.SettledAsync(ids[^1]);

        var posts = await host.Receiver.NextAsync(4);
        Assert.Equal(["message.queued", "message.queued", "message.queued", "message.sent"], posts.Select(post => post.Type));
        Assert.Equal("HTTP 500", host.Pump.LastError);
        Assert.NotNull(host.Pump.LastSuccessAt);
    }

    [Fact]
    public async Task After_the_last_try_an_event_is_given_up_and_the_next_one_goes()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Receiver.Answer = post => Task.FromResult(post.Type == "message.queued" ? 503 : 200);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Sent));

        _ = host.Start();
        for (var attempt = 1; attempt < RetrySchedule.MaxAttempts; attempt++)
        {
            await host.Store.ReachedAsync(PumpHost.Endpoint, progress => progress.Pending.Any(delivery => delivery.Attempts == attempt));
            host.Time.Advance(RetrySchedule.Waits[attempt - 1] * (1 + RetrySchedule.JitterShare));
        }

        await host.SettledAsync(ids[^1]);
        var posts = await host.Receiver.NextAsync(RetrySchedule.MaxAttempts + 1);
        Assert.All(posts.SkipLast(1), post => Assert.Equal("message.queued", post.Type));
        Assert.Equal("message.sent", posts[^1].Type);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_ends_the_pump_and_keeps_the_event()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Receiver.Answer = _ => Task.FromResult(410);
        host.Log.Append(Events.Of(1, MessageStatus.Queued));

        Assert.Equal(PumpEnd.Gone, await host.Start());

        host.Receiver.Answer = _ => Task.FromResult(200);
        _ = host.Start();
        Assert.Single((await host.Receiver.NextAsync(2)).Select(post => post.Id).Distinct());
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Receiver.Answer = _ => Task.FromResult(307);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued));

        _ = host.Start();
        await host.PendingAsync(ids[^1], 1);

        Assert.Single(host.Receiver.Rest());
        Assert.Equal("HTTP 307", host.Pump.LastError);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_has_failed()
    {
        await using var host = await PumpHost.CreateAsync();
        var never = new TaskCompletionSource<int>();
        host.Receiver.Answer = _ => never.Task;
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued));

        _ = host.Start();
        await host.Receiver.NextAsync();
        host.Time.Advance(host.Options.Timeout);
        await host.Store.ReachedAsync(PumpHost.Endpoint, progress => progress.Cursor >= ids[^1] && progress.Pending.Any(delivery => delivery.Attempts == 1));

        Assert.Equal("no answer in time", host.Pump.LastError);
        never.SetResult(200);
    }

    [Fact]
    public async Task A_post_that_takes_long_does_not_hold_up_the_cursor()
    {
        await using var host = await PumpHost.CreateAsync();
        var slow = new TaskCompletionSource<int>();
        host.Receiver.Answer = post => post.Message == Events.Message(1).ToString() ? slow.Task : Task.FromResult(200);
        var ids = host.Log.Append(Events.Many(10, MessageStatus.Sent));

        _ = host.Start();
        await host.Receiver.NextAsync(10);
        host.Time.Advance(2 * host.Options.SlowAfter);
        var progress = await host.PendingAsync(ids[^1], 1);
        Assert.Equal(ids[0], progress.Pending[0].Event);
        slow.SetResult(200);
        await host.SettledAsync(ids[^1]);

        Assert.Empty(host.Receiver.Rest());
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/hook")]
    [InlineData("http://localhost:9/hook")]
    public async Task A_private_address_is_refused_when_it_is_connected_to(string url)
    {
        using var client = new WebhookClient(new WebhookOptions(), TimeProvider.System);
        using var slot = new PostSlot(TimeProvider.System, CancellationToken.None);
        slot.Body.Fill(Events.Of(1, MessageStatus.Sent));

        var result = await client.PostAsync(new Uri(url), "evt_1", [], slot);

        Assert.Equal(PostOutcome.Refused, result.Outcome);
    }

    [Fact]
    public async Task An_endpoint_on_a_private_address_is_never_posted_to()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Options.AllowPrivateNetworks = false;
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued));

        _ = host.Start();
        await host.PendingAsync(ids[^1], 1);

        Assert.Empty(host.Receiver.Rest());
        Assert.Equal("the host leads to a private address", host.Pump.LastError);
    }

    [Fact]
    public async Task What_a_killed_process_had_not_written_is_posted_again_by_the_next()
    {
        await using var host = await PumpHost.CreateAsync();
        var settled = host.Log.Append(Events.Many(100, MessageStatus.Queued));
        _ = host.Start();
        await host.SettledAsync(settled[^1]);

        host.Store.IsCutOff = true;
        var lost = host.Log.Append(Events.Many(100, MessageStatus.Sent));
        await host.Receiver.NextAsync(200);
        await host.StopAsync();
        host.Store.IsCutOff = false;

        using var stop = new CancellationTokenSource();
        var next = host.StartNext(stop.Token);
        await host.SettledAsync(lost[^1]);
        var again = await host.Receiver.NextAsync(100);
        await stop.CancelAsync();
        await next;

        Assert.Equal(lost.Select(id => id.ToString()).Order(), again.Select(post => post.Id).Order());
        Assert.Empty(host.Receiver.Rest());
    }

    [Fact]
    public async Task What_was_pending_when_a_process_ended_is_posted_in_order_by_the_next()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Receiver.Answer = _ => Task.FromResult(500);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(1, MessageStatus.Sent), Events.Of(2, MessageStatus.Queued));
        _ = host.Start();
        await host.PendingAsync(ids[^1], 3);
        await host.StopAsync();
        await host.Receiver.NextAsync(2);

        host.Receiver.Answer = _ => Task.FromResult(200);
        host.Time.Advance(JustOverFirstWait);
        var later = host.Log.Append(Events.Of(1, MessageStatus.Delivered));
        using var stop = new CancellationTokenSource();
        var next = host.StartNext(stop.Token);
        await host.SettledAsync(later[^1]);
        await stop.CancelAsync();
        await next;

        var posts = await host.Receiver.NextAsync(4);
        Assert.Equal(
            ["message.queued", "message.sent", "message.delivered"],
            posts.Where(post => post.Message == Events.Message(1).ToString()).Select(post => post.Type));
    }

    [Fact]
    public async Task The_cursor_stops_while_the_store_holds_as_many_pending_as_it_may()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Options.MaxPending = 3;
        host.Options.MaxUnsettled = 8;
        host.Options.PageSize = 4;
        host.Options.PollInterval = TimeSpan.FromHours(1);
        host.Options.Timeout = TimeSpan.FromDays(1);
        host.Receiver.Answer = _ => Task.FromResult(500);
        var ids = host.Log.Append(Events.Many(50, MessageStatus.Queued));

        _ = host.Start();
        var full = await host.PendingAsync(ids[2], 3);
        Assert.Equal(ids[2], full.Cursor);
        Assert.InRange(host.Receiver.Rest().Count, 3, 12);

        // Some of the first tries may fail only now: their waits are jumped over when they come.
        host.Receiver.Answer = _ => Task.FromResult(200);
        host.Time.LongestJump = JustOverFirstWait;
        host.Time.Advance(JustOverFirstWait);
        await host.SettledAsync(ids[^1]);
    }

    [Fact]
    public async Task When_the_store_refuses_progress_is_written_later()
    {
        await using var host = await PumpHost.CreateAsync();
        host.Store.RefusedWrites = 1;
        var failed = false;
        host.Receiver.Answer = _ => Task.FromResult(Interlocked.Exchange(ref failed, true) ? 200 : 500);
        host.Options.StoreRetryInterval = TimeSpan.FromMilliseconds(100);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued));

        _ = host.Start();
        await host.PendingAsync(ids[^1], 1);
        host.Time.Advance(JustOverFirstWait);
        await host.SettledAsync(ids[^1]);

        Assert.Equal(2, (await host.Receiver.NextAsync(2)).Count);
    }

    [Fact]
    public async Task Stopping_writes_what_was_delivered()
    {
        await using var host = await PumpHost.CreateAsync();
        var stuck = new TaskCompletionSource<int>();
        host.Receiver.Answer = post => post.Message == Events.Message(2).ToString() ? stuck.Task : Task.FromResult(200);
        var ids = host.Log.Append(Events.Of(1, MessageStatus.Queued), Events.Of(2, MessageStatus.Queued));

        var end = host.Start();
        await host.Store.ReachedAsync(PumpHost.Endpoint, progress => progress.Cursor == ids[0]);
        await host.StopAsync();

        Assert.Equal(PumpEnd.Stopped, await end);
        stuck.SetResult(200);
    }

    [Fact]
    public async Task Pending_events_that_the_log_no_longer_holds_are_given_up()
    {
        await using var host = await PumpHost.CreateAsync();
        var gone = new EventId(1, 1_000, 0);
        await host.Store.WriteAsync(PumpHost.Endpoint, gone, [new PendingDelivery(gone, null, 3, 1)], []);

        _ = host.Start();

        await host.SettledAsync(gone);
        Assert.Empty(host.Receiver.Rest());
    }
}
