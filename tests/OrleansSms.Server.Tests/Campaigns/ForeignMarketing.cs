using System.Globalization;

namespace OrleansSms.Server.Tests.Campaigns;

/// <summary>A gateway for marketers before a foreign carrier that was agreed to take <see cref="Tps"/>; each test has recipients of its own.</summary>
public sealed class ForeignMarketing : IAsyncLifetime
{
    /// <summary>Segments a second.</summary>
    public const int Tps = 400;

    /// <summary>Waits on the peer's barriers; only what is stuck takes this long.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private int _lastBeside;
    private int _lastCrowd;

    public NodeSmsc Smsc { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    internal Marketer Marketer => new(new Api(Gateway));

    public async Task InitializeAsync()
    {
        Smsc = await NodeSmsc.StartAsync(new() { Settings = new() { Redeliver = true } });
        Gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>(GatewayProcess.Carrier("north", Smsc.Port))
        {
            ["OrleansSms__Carriers__north__TpsLimit"] = Tps.ToString(CultureInfo.InvariantCulture),
        });
        await Smsc.WaitForAsync(PeerCounter.Binds, 1, Timeout);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Smsc.DisposeAsync();
    }

    /// <summary>Contacts of a test's own, on a list.</summary>
    internal async Task<Crowd> NewCrowdAsync(int count)
    {
        var number = Interlocked.Increment(ref _lastCrowd);
        var crowd = new Crowd(this, $"crowd{number}", 20_000_000 + (number * 10_000), count, (await Smsc.GetCountsAsync()).GetValueOrDefault(PeerCounter.Submits));
        await Marketer.ImportAsync(crowd.List, count, crowd.First);
        return crowd;
    }

    /// <summary>Sends a message beside all campaigns, and waits until it is delivered; answers what the carrier got.</summary>
    internal async Task<ReceivedSubmit> SendBesideAsync(string category)
    {
        var to = string.Create(CultureInfo.InvariantCulture, $"+4475009{Interlocked.Increment(ref _lastBeside):00000}");
        await Marketer.Api.MessageIsAsync(await Marketer.Api.SubmitAsync(to, category: category), "delivered");
        return (await Smsc.GetSubmitsAsync()).Last(submit => submit.Status == 0 && submit.Destination == TwoCarriers.Digits(to));
    }
}
