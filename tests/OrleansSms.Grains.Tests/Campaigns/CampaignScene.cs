using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Campaigns;

/// <summary>An account with contacts, a carrier for them, and the campaign that goes to all of them.</summary>
internal sealed class CampaignScene : IAsyncDisposable
{
    private const string List = "everyone";

    private readonly Gateway _gateway;
    private ICampaignGrain? _campaign;

    private CampaignScene(Gateway gateway) => (_gateway, Scene) = (gateway, gateway.NewScene());

    public Scene Scene { get; }

    public ScriptedCarrier Carrier { get; } = new();

    public ICampaignGrain Campaign => _campaign!;

    /// <param name="gateway">Where it is.</param>
    /// <param name="contacts">How many; the first has the number 1 of the scene.</param>
    /// <param name="zoneOf">The zone of each, by its number.</param>
    public static async Task<CampaignScene> SetAsync(Gateway gateway, int contacts, Func<int, string>? zoneOf = null)
    {
        var set = new CampaignScene(gateway);
        await set.Scene.SetAccountAsync();
        await set.Scene.SetCarriersAsync(set.Scene.Carrier(set.Carrier.Port, window: 50));
        var grain = gateway.Grains.GetGrain<IContactsGrain>(set.Scene.Account);
        await Task.WhenAll(Enumerable.Range(1, contacts).Select(index => grain.CreateAsync(
            new Msisdn(long.Parse(set.Scene.Number(index)[1..], CultureInfo.InvariantCulture)), new ContactPatch { Lists = [List], Zone = zoneOf?.Invoke(index) })));
        return set;
    }

    public async Task LaunchAsync(CampaignDefinition definition)
    {
        var id = _gateway.Services.GetRequiredService<IdGenerator>().Next(CampaignLimits.Prefix);
        _campaign = _gateway.Grains.GetGrain<ICampaignGrain>(id);
        await _campaign.CreateAsync(new CampaignState { Id = id, Account = Scene.Account, Definition = definition with { Name = "Test", Audience = new Audience { Lists = [List] } } });
        Assert.Equal(CampaignVerdict.Done, (await _campaign.LaunchAsync("key")).Verdict);
    }

    /// <summary>Sets the wall clock, and has the campaign look at it: what sleeps until a time is not woken by a clock that is set.</summary>
    public async Task SetClockAsync(TimeSpan step)
    {
        await Campaign.PauseAsync();
        _gateway.Time.Step = step;
        await Campaign.ResumeAsync();
    }

    /// <summary>Asks the campaign how it is doing until it is so.</summary>
    public async Task<CampaignReport> IsAsync(Func<CampaignReport, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while (true)
        {
            var report = (await Campaign.GetAsync())!;
            if (isSo(report))
            {
                return report;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    /// <summary>Waits until it has finished; then nobody has got it twice.</summary>
    public async Task<CampaignReport> FinishedAsync()
    {
        await Scene.WaitAsync(EventType.CampaignFinished);
        Assert.Equal(Carrier.Arrived.Count, Carrier.Arrived.Select(static arrived => arrived.To).Distinct().Count());
        return (await Campaign.GetAsync())!;
    }

    public ValueTask DisposeAsync() => Carrier.DisposeAsync();
}
