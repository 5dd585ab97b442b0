using System.Text.Json;

namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A silo dies while it decides who may be texted: caps and opt-outs hold.</summary>
[Collection(SharedSilos.Name)]
public sealed class PermissionLossTests(ThreeSilos cluster)
{
    private const string Sender = "60888";
    private const int Cap = 3;
    private const int Recipients = 12;
    private const int PerRecipient = 8;

    private static readonly string[] Categories = ["transactional"];

    [Fact]
    public async Task Caps_and_opt_outs_hold_while_a_silo_is_killed()
    {
        await cluster.SpreadAsync(3);
        var key = await NewAccountAsync();
        var (before, after) = (cluster.NewNumber(), cluster.NewNumber());
        await StopAsync(key, before);
        var numbers = Enumerable.Range(0, Recipients).Select(_ => cluster.NewNumber()).ToList();
        await Task.WhenAll(numbers.Select(to => SubmitAsync(key, 0, to)));

        // All at once, by the two that survive; decisions and the store itself may be the third's.
        var submitting = Task.WhenAll(Enumerable.Range(0, PerRecipient).SelectMany(i => numbers.Select(to => SubmitAsync(key, i % 2, to))));
        await cluster.Silos[2].Kill9Async();
        await submitting;
        await cluster.SpreadAsync(2);
        await StopAsync(key, after);

        Assert.All(await Task.WhenAll(new[] { before, after }.SelectMany(to => new[] { SubmitAsync(key, 0, to), SubmitAsync(key, 1, to) })), answer =>
            Assert.Equal(("suppressed", "opted_out"), (answer.Status(), answer.Text("status_reason"))));
        foreach (var to in numbers)
        {
            var messages = await SettledAsync(key, to);
            Assert.Equal(PerRecipient + 1, messages.Count);
            Assert.InRange(messages.Count(message => message.Status() == "delivered"), 1, Cap);
            Assert.All(messages.Where(message => message.Status() != "delivered"), message => Assert.Equal(("held", "frequency_cap"), (message.Status(), message.Text("status_reason"))));
        }

        // Those that were not in the middle of being decided are exact.
        var calm = cluster.NewNumber();
        await Task.WhenAll(Enumerable.Range(0, PerRecipient).Select(i => SubmitAsync(key, i % 2, calm)));
        Assert.Equal(Cap, (await SettledAsync(key, calm)).Count(message => message.Status() == "delivered"));
        await cluster.Silos[2].StartAgainAsync();
        await cluster.SpreadAsync(3, asked: 2);
        Assert.Equal("suppressed", (await SubmitAsync(key, 2, before)).Status());
    }

    /// <summary>Sends as a customer does: again, with the same key, while the gateway says that it may be tried again.</summary>
    private async Task<JsonElement> SubmitAsync(string key, int silo, string to)
    {
        var once = Guid.NewGuid().ToString();
        var answer = await Eventually.ReadAsync(
            () => new Api(cluster.Silos[silo], key).PostAsync("/v1/messages", new { to, body = "Hello " + once, category = "transactional" }, once),
            answer => answer.Status is not (503 or 409),
            answer => answer.Text);
        return answer.Expect(202).Json;
    }

    private async Task StopAsync(string key, string number)
    {
        await SubmitAsync(key, 0, number);

        // The carrier delivers it again until it is answered, as carriers do.
        await Eventually.ReadAsync(
            () => cluster.North.SendMoAsync(new MoScript { Source = TwoCarriers.Digits(number), Destination = Sender, Text = "STOP" }), answers => answers is [0u]);
    }

    /// <summary>A number's messages, once none of them is under way.</summary>
    private Task<IReadOnlyList<JsonElement>> SettledAsync(string key, string to) => Eventually.ReadAsync(
        async () =>
        {
            var answer = await new Api(cluster.Silos[0], key).GetAsync($"/v1/messages?to={Uri.EscapeDataString(to)}&limit=100");
            return answer.Status == 200 ? answer.Data : [];
        },
        messages => messages.Count > 0 && messages.All(message => message.Status() is "delivered" or "held" or "suppressed"),
        messages => string.Join("\n", messages));

    private async Task<string> NewAccountAsync()
    {
        var api = cluster.Api(0);
        var account = (await api.PostAsync("/v1/accounts", new { default_from = Sender })).Expect(201).Id;
        (await api.PatchAsync($"/v1/policies/{account}", new { caps = new[] { new { count = Cap, window = "PT24H", categories = Categories } } })).Expect(200);
        return (await api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!;
    }
}
