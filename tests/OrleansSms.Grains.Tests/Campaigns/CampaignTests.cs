using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Domain.Contacts;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Campaigns;

/// <summary>Campaigns whose clock is set, and whose grain goes while they run.</summary>
[Collection(SharedGateway.Name)]
public sealed class CampaignTests(Gateway gateway) : IDisposable
{
    private const string List = "everyone";

    public void Dispose() => gateway.Time.Step = TimeSpan.Zero;

    [Fact]
    public async Task After_hours_of_a_test_the_rest_of_the_audience_gets_the_variant_that_was_answered_more()
    {
        const int Contacts = 60;
        var scene = gateway.NewScene();
        await using var carrier = await SetAsync(scene, Contacts);
        var campaign = await LaunchAsync(scene, new()
        {
            Variants = [new Variant { Name = "plain", Body = "One" }, new Variant { Name = "bold", Body = "Two" }],
            Test = new VariantTest(50, TimeSpan.FromHours(2), TestMetric.Replied),
        });
        await IsAsync(campaign, static it => it.Progress.TestedAt is not null);

        // Nothing is chosen before it goes on, and by then the clock has come to the end of the test.
        await campaign.PauseAsync();
        var tested = carrier.Arrived;
        var bold = tested.Where(static arrived => TextOf(arrived) == "Two").Take(3).ToList();
        foreach (var arrived in bold)
        {
            await carrier.TextAsync(arrived.To, arrived.Pdu.Source.Value, "I like it");
        }

        await IsAsync(campaign, it => it.Tally!.Variants[1].Replied == bold.Count);
        gateway.Time.Step = TimeSpan.FromHours(2);
        await campaign.ResumeAsync();
        await scene.WaitAsync(EventType.CampaignFinished);

        Assert.Equal(1, (await campaign.GetAsync())!.State.Winner);
        var rest = carrier.Arrived.Skip(tested.Count).ToList();
        Assert.InRange(tested.Count, 10, 50);
        Assert.Equal(Contacts, tested.Count + rest.Count);
        Assert.Contains(tested, static arrived => TextOf(arrived) == "One");
        Assert.All(rest, static arrived => Assert.Equal("Two", TextOf(arrived)));
        OnceEach(carrier);
    }

    [Fact]
    public async Task A_campaign_goes_on_from_what_is_kept_when_its_grain_is_gone_between_a_page_and_the_next()
    {
        const int Contacts = 400;
        var scene = gateway.NewScene();
        await using var carrier = await SetAsync(scene, Contacts);

        // The plan is kept before the first of its eight units of fifty is submitted, and not again before the last: what is accepted meanwhile is known by the batches alone.
        var campaign = await LaunchAsync(scene, new() { Variants = [new Variant { Name = "A", Body = "Hi" }], Pace = new CampaignPace(200, InSegments: false, PerMinute: false) });
        foreach (var arrived in (int[])[40, 140, 260])
        {
            await carrier.ArrivedAsync(arrived);
            await campaign.Cast<IGrainManagementExtension>().DeactivateOnIdle();
            await campaign.EnsureRunningAsync();
        }

        await scene.WaitAsync(EventType.CampaignFinished);

        var report = (await campaign.GetAsync())!;
        Assert.Equal((Contacts, Contacts, 0), (report.Progress.AcceptedMessages, report.Tally!.Total.Sent, report.Waiting));
        Assert.Equal(Contacts, carrier.Arrived.Count);
        OnceEach(carrier);
    }

    /// <summary>An account with contacts, and a carrier for them.</summary>
    private async Task<ScriptedCarrier> SetAsync(Scene scene, int contacts)
    {
        await scene.SetAccountAsync();
        var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port, window: 50));
        var grain = gateway.Grains.GetGrain<IContactsGrain>(scene.Account);
        await Task.WhenAll(Enumerable.Range(1, contacts).Select(index => grain.CreateAsync(
            new Msisdn(long.Parse(scene.Number(index)[1..], CultureInfo.InvariantCulture)), new ContactPatch { Lists = [List] })));
        return carrier;
    }

    private async Task<ICampaignGrain> LaunchAsync(Scene scene, CampaignDefinition definition)
    {
        var id = gateway.Services.GetRequiredService<IdGenerator>().Next(CampaignLimits.Prefix);
        var campaign = gateway.Grains.GetGrain<ICampaignGrain>(id);
        await campaign.CreateAsync(new CampaignState { Id = id, Account = scene.Account, Definition = definition with { Name = "Test", Audience = new Audience { Lists = [List] } } });
        Assert.Equal(CampaignVerdict.Done, (await campaign.LaunchAsync("key")).Verdict);
        return campaign;
    }

    /// <summary>Asks a campaign how it is doing until it is so.</summary>
    private static async Task IsAsync(ICampaignGrain campaign, Func<CampaignReport, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while (!isSo((await campaign.GetAsync())!))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
        }
    }

    private static void OnceEach(ScriptedCarrier carrier) => Assert.Equal(carrier.Arrived.Count, carrier.Arrived.Select(static arrived => arrived.To).Distinct().Count());

    private static string TextOf(Arrived arrived) => Encoding.ASCII.GetString(arrived.Body);
}
