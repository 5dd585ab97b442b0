using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Messages;
using OrleansSms.Server.Tests.Webhooks;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Server.Tests.Events;

/// <summary>A log into which a newer version has written what this one does not know, as in the midst of an upgrade.</summary>
public sealed class NewerVersionTests
{
    private const string Account = "default";
    private const EventType Newer = (EventType)byte.MaxValue;

    [Fact]
    public async Task What_only_a_newer_version_can_show_stays_ahead_of_everybody_who_reads_and_holds_up_no_webhook()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>
        {
            ["OrleansSms__Webhooks__AllowPrivateNetworks"] = "true",
            ["OrleansSms__Sandbox"] = "false",
        });
        (await new Api(gateway).PostAsync("/v1/webhook_endpoints", new { url = receiver.Url })).Expect(201);
        Assert.Equal(0, await gateway.TerminateAsync());
        await WriteAsync(gateway, UnknownEvents.AwaitedFor * 2, Newer, EventType.CampaignStarted);
        await WriteAsync(gateway, TimeSpan.Zero, EventType.CampaignPaused, Newer, EventType.CampaignResumed);
        await gateway.StartAgainAsync();
        var api = new Api(gateway);

        var posts = await receiver.TakenAsync(_ => true, 3);
        Assert.Equal(["campaign.paused", "campaign.resumed", "campaign.started"], posts.Select(post => post.Type).Order());

        var page = (await api.GetAsync("/v1/events")).Expect(200);
        Assert.Equal(["campaign.started", "campaign.paused"], page.Data.Select(entry => entry.Text("type")));
        Assert.Empty((await api.GetAsync($"/v1/events?cursor={page.Json.Text("next_cursor")}")).Expect(200).Data);

        using var stream = await EventFollower.OpenAsync(gateway, page.Data[0].Text("id"));
        Assert.Equal("campaign.paused", (await stream.NextAsync())?.Type);
        Assert.Null(await stream.NextAsync());
        using var again = await EventFollower.OpenAsync(gateway, page.Json.Text("next_cursor"));
        Assert.Equal("text/event-stream", again.ContentType);
        Assert.Null(await again.NextAsync());
    }

    private static async Task WriteAsync(GatewayProcess gateway, TimeSpan ago, params EventType[] types)
    {
        await using var database = SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = gateway.DataDirectory }, new Earlier(ago), NullLogger.Instance);
        await database.Messages.CommitAsync(
            new ChangeSet { Events = [.. types.Select(type => (Account, new LoggedEvent { Type = type, At = 1, Subject = "cmp_1" }))] }, CommitLane.Urgent);
    }

    private sealed class Earlier(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
    }
}
