using System.Globalization;

namespace OrleansSms.Server.Tests;

/// <summary>
/// A gateway with the carriers north and south, both foreign SMSCs. Every class of tests has its own, and every test its own recipients, so that a
/// script for their numbers touches no other test.
/// </summary>
public sealed class TwoCarriers : IAsyncLifetime
{
    /// <summary>Waits on the peer's barriers; only what is stuck takes this long.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);

    private int _lastNumber;

    public NodeSmsc North { get; private set; } = null!;

    public NodeSmsc South { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        North = await NodeSmsc.StartAsync();
        South = await NodeSmsc.StartAsync(new() { Settings = new() { FirstId = 0x2b2b2b2b } });
        Gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>([
            .. GatewayProcess.Carrier("north", North.Port),
            .. GatewayProcess.Carrier("south", South.Port),
            new("OrleansSms__Webhooks__AllowPrivateNetworks", "true"),
            new("OrleansSms__Limits__FailoverAfter", "00:00:01"),
        ]));
        Api = new Api(Gateway);
        await RouteAsync("usual", "", "north");
        await RouteAsync("both", "447402", "north", "south");
        await North.WaitForAsync(PeerCounter.Binds, 1, Timeout);
        await South.WaitForAsync(PeerCounter.Binds, 1, Timeout);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await North.DisposeAsync();
        await South.DisposeAsync();
    }

    /// <summary>Routes numbers that begin so to carriers, in this order.</summary>
    public async Task RouteAsync(string id, string prefix, params string[] carriers) =>
        (await Api.PutAsync($"/v1/routes/{id}", new { prefix, carriers })).Expect(200);

    /// <summary>A number that no other test has; it is routed to north.</summary>
    public string NewNumber() => Number("+447401");

    /// <summary>A number that no other test has; it is routed to north, then to south.</summary>
    public string NewNumberOfBoth() => Number("+447402");

    /// <summary>Another account; answers its key.</summary>
    public async Task<string> NewAccountAsync()
    {
        var account = (await Api.PostAsync("/v1/accounts", new { name = "Other", default_from = "Other" })).Expect(201).Id;
        return (await Api.PostAsync("/v1/keys", new { account })).Expect(201).Json.Text("secret")!;
    }

    /// <summary>What a peer was sent for a number, in order.</summary>
    public static async Task<IReadOnlyList<ReceivedSubmit>> SubmitsToAsync(NodeSmsc peer, string number) =>
        [.. (await peer.GetSubmitsAsync()).Where(submit => submit.Destination == Digits(number))];

    /// <summary>Waits until a peer was sent so many segments for a number.</summary>
    public static Task<IReadOnlyList<ReceivedSubmit>> SubmitsToAsync(NodeSmsc peer, string number, int count) =>
        Eventually.ReadAsync(() => SubmitsToAsync(peer, number), submits => submits.Count >= count);

    /// <summary>An E.164 number as SMPP has it.</summary>
    public static string Digits(string number) => number[1..];

    private string Number(string prefix) => prefix + Interlocked.Increment(ref _lastNumber).ToString("D6", CultureInfo.InvariantCulture);
}
