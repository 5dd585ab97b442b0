using OrleansSms.Server.Tests.Campaigns;
using OrleansSms.Server.Tests.Webhooks;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A gateway on the embedded store becomes one over a storage account, by the command that an operator runs.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private const string Command = "move-to-azure";
    private const string Refused = "+447408000001";
    private const int Waiting = 20;

    private static readonly string[] Vips = ["vips"];
    private static readonly string[] Shop = ["Shop"];
    private static readonly string[] Delivered = ["message.delivered"];

    private Azurite _storage = null!;
    private NodeSmsc _north = null!;
    private Receiver _receiver = null!;
    private GatewayProcess _gateway = null!;

    private Api Api => new(_gateway);

    public async Task InitializeAsync()
    {
        _storage = await Azurite.StartAsync();
        _north = await NodeSmsc.StartAsync();
        _receiver = await Receiver.StartAsync();
        var settings = GatewayProcess.Carrier("north", _north.Port);
        settings["ConnectionStrings__AzureStorage"] = _storage.ConnectionString;
        settings["OrleansSms__Webhooks__AllowPrivateNetworks"] = "true";
        _gateway = await GatewayProcess.StartAsync(settings);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _receiver.DisposeAsync();
        await _north.DisposeAsync();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task Everything_answers_as_before_and_what_waited_goes_out_once()
    {
        var before = await FillAsync();
        var waiting = await LeaveWaitingAsync();
        var inUse = await _gateway.RunCommandAsync(Command);
        Assert.Equal(2, inUse.ExitCode);
        Assert.Contains("Another process uses the data directory", inUse.Output, StringComparison.Ordinal);
        Assert.Equal(0, await _gateway.TerminateAsync());

        await _gateway.KillCommandAsync(Command, "Recipients:");
        var early = await GatewayProcess.FailToStartAsync(ClusterSettings());
        Assert.Contains("Another store is being moved", early.Output, StringComparison.Ordinal);
        var (exitCode, output) = await _gateway.RunCommandAsync(Command);
        Assert.True(exitCode == 0, output);
        Assert.Contains("Everything is there.", output, StringComparison.Ordinal);
        Assert.Equal(2, (await _gateway.RunCommandAsync(Command)).ExitCode);

        await _north.ListenAsync();
        await _gateway.StartAgainAsync(ClusterSettings());
        await SaysTheSameAsync(before);
        await GoOutOnceAsync(waiting);
        await GoesOnAsync(before, waiting);
    }

    private Dictionary<string, string?> ClusterSettings() => new()
    {
        ["ConnectionStrings__AzureStorage"] = _storage.ConnectionString,
        ["OrleansSms__Storage"] = "AzureStorage",
        ["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1",
        ["Orleans__Endpoints__SiloPort"] = "0",
        ["Orleans__Endpoints__GatewayPort"] = "0",
    };

    private async Task<Before> FillAsync()
    {
        (await Api.PostAsync("/v1/webhook_endpoints", new { url = _receiver.Url, event_types = Delivered })).Expect(201);
        (await Api.PutAsync("/v1/carriers/south", new { host = "127.0.0.1", port = _north.Port, password = "kept-secret", enabled = false })).Expect(201);
        (await Api.PostAsync("/v1/suppressions", new { number = Refused, reason = "asked by letter" })).Expect(201);
        var marketer = new Marketer(Api);
        await marketer.ImportAsync("vips", 30);
        var campaign = await marketer.LaunchAsync(new { name = "Spring", audience = new { lists = Vips }, variants = new[] { new { body = "Hi {{ first_name }}" } }, senders = Shop });
        await marketer.IsAsync(campaign, "finished");
        await marketer.ReportsAsync(campaign, static it => it.GetProperty("total").GetProperty("delivered").GetInt32() == 30);
        var single = (await Api.PostAsync("/v1/messages", new { to = "+447408000002", from = "Shop", body = "Once" }, "once")).Expect(202).Id;
        await Api.MessageIsAsync(single, "delivered");
        await _receiver.TakenAsync(static _ => true, 31);
        var last = (await Eventually.ReadAsync(() => marketer.EventsAsync(), static events => events.Count > 100))[^1].GetProperty("id").GetString()!;
        string[] paths =
        [
            $"/v1/messages/{single}", $"/v1/messages/{single}/timeline", $"/v1/campaigns/{campaign}", $"/v1/campaigns/{campaign}/report", "/v1/contacts?limit=200", "/v1/carriers/south",
            "/v1/suppressions", "/v1/keys", "/v1/accounts", "/v1/webhook_endpoints", "/v1/imports", "/v1/events?limit=100", $"/v1/messages?campaign_id={campaign}&limit=200",
        ];
        var answers = new Dictionary<string, string>();
        foreach (var path in paths)
        {
            answers[path] = (await Api.GetAsync(path)).Expect(200).Text;
        }

        return new Before(single, last, answers);
    }

    /// <summary>The carrier is away: what is accepted waits in its lane.</summary>
    private async Task<string[]> LeaveWaitingAsync()
    {
        await _north.StopListeningAsync();
        await _north.DropAsync();
        var batch = await Api.SubmitBatchAsync(Enumerable.Range(0, Waiting).Select(static i => $"+44740900{i:0000}"), "Later");
        await Api.BatchIsAsync(batch, Waiting, "queued", "accepted");
        return [.. (await Api.GetAsync($"/v1/batches/{batch}/messages?limit=200")).Expect(200).Data.Select(static message => message.Text("id")!)];
    }

    private async Task SaysTheSameAsync(Before before)
    {
        foreach (var (path, answer) in before.Answers)
        {
            Assert.Equal(answer, (await Api.GetAsync(path)).Expect(200).Text);
        }

        var again = (await Api.PostAsync("/v1/messages", new { to = "+447408000002", from = "Shop", body = "Once" }, "once")).Expect(202);
        Assert.Equal((before.Single, "true"), (again.Id, again.Header("Idempotent-Replayed")));
    }

    private async Task GoOutOnceAsync(string[] waiting)
    {
        foreach (var id in waiting)
        {
            await Api.MessageIsAsync(id, "delivered");
        }

        var submits = (await _north.GetSubmitsAsync()).CountBy(static submit => submit.Destination).ToDictionary();
        Assert.All(Enumerable.Range(0, Waiting), i => Assert.Equal(1, submits[$"44740900{i:0000}"]));
    }

    private async Task GoesOnAsync(Before before, string[] waiting)
    {
        Assert.Equal("suppressed", (await Api.PostAsync("/v1/messages", new { to = Refused, from = "Shop", body = "No" })).Expect(202).Json.Status());
        var taken = await _receiver.TakenAsync(static _ => true, 31 + Waiting);
        Assert.Equal(taken.Count, taken.Select(static post => post.Id).Distinct().Count());
        using var stream = await EventFollower.OpenAsync(_gateway, before.LastEvent);
        await stream.ReadToAsync(waiting[^1], "message.delivered");
    }

    private sealed record Before(string Single, string LastEvent, IReadOnlyDictionary<string, string> Answers);
}
