using System.Text;
using Orleans.Core.Internal;
using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Documents;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Campaigns;

/// <summary>Campaigns that test their variants, stop at their cap, and lose their grain while they run.</summary>
[Collection(SharedGateway.Name)]
public sealed class CampaignTests(Gateway gateway) : IDisposable
{
    private static readonly Variant[] One = [new() { Name = "A", Body = "Hi" }];

    public void Dispose() => gateway.Time.Step = TimeSpan.Zero;

    [Fact]
    public async Task After_hours_of_a_test_the_rest_of_the_audience_gets_the_variant_that_was_answered_more()
    {
        const int Contacts = 60;
        await using var set = await CampaignScene.SetAsync(gateway, Contacts);
        await set.LaunchAsync(new()
        {
            Variants = [new Variant { Name = "plain", Body = "One" }, new Variant { Name = "bold", Body = "Two" }],
            Test = new VariantTest(50, TimeSpan.FromHours(2), TestMetric.Replied),
        });
        await set.IsAsync(static it => it.Progress.TestedAt is not null);
        var tested = set.Carrier.Arrived;
        var bold = tested.Where(static arrived => TextOf(arrived) == "Two").Take(3).ToList();
        foreach (var arrived in bold)
        {
            await set.Carrier.TextAsync(arrived.To, arrived.Pdu.Source.Value, "I like it");
        }

        await set.IsAsync(it => it.Tally!.Variants[1].Replied == bold.Count);
        await set.SetClockAsync(TimeSpan.FromHours(2));

        Assert.Equal(1, (await set.FinishedAsync()).State.Winner);
        var rest = set.Carrier.Arrived.Skip(tested.Count).ToList();
        Assert.InRange(tested.Count, 10, 50);
        Assert.Equal(Contacts, tested.Count + rest.Count);
        Assert.Contains(tested, static arrived => TextOf(arrived) == "One");
        Assert.All(rest, static arrived => Assert.Equal("Two", TextOf(arrived)));
    }

    [Fact]
    public async Task What_a_newer_version_may_count_is_left_to_it_for_its_time_and_then_the_counts_go_on()
    {
        const int Contacts = 20;
        await using var set = await CampaignScene.SetAsync(gateway, Contacts);
        await set.LaunchAsync(new() { Variants = One });
        await set.IsAsync(static it => it.Progress.AcceptedMessages == Contacts);
        var message = (await set.Scene.WaitAsync(EventType.MessageSent, Contacts))[^1].Message;
        LoggedEvent newer = new() { Type = (EventType)byte.MaxValue, At = 1, Message = message };
        await gateway.Store.CommitAsync(new ChangeSet { Events = [(set.Scene.Account, newer)] }, CommitLane.Urgent);
        await set.Carrier.TextAsync(set.Carrier.Arrived[0].To, set.Carrier.Arrived[0].Pdu.Source.Value, "I like it");
        await set.Scene.WaitAsync(EventType.MessageReceived);
        await set.IsAsync(static it => it.Tally!.Total.Sent == Contacts);
        Assert.Equal(0, (await set.Campaign.GetAsync())!.Tally!.Total.Replied);

        // The log's times never go back: other tests may have had the clock some hours ahead.
        gateway.Time.Step = TimeSpan.FromDays(1) + UnknownEvents.AwaitedFor;

        await set.IsAsync(static it => it.Tally!.Total.Replied == 1);
    }

    [Fact]
    public async Task A_campaign_stops_at_its_cap()
    {
        await using var set = await CampaignScene.SetAsync(gateway, 60);

        await set.LaunchAsync(new() { Variants = One, Caps = new CampaignCaps(25, null) });

        var report = await set.FinishedAsync();
        Assert.Equal((25, 25, "The campaign's cap was reached."), (set.Carrier.Arrived.Count, report.Progress.AcceptedMessages, report.State.Reason));
    }

    [Fact]
    public async Task A_campaign_goes_on_from_what_is_kept_when_its_grain_is_gone_between_a_page_and_the_next()
    {
        const int Contacts = 400;
        await using var set = await CampaignScene.SetAsync(gateway, Contacts);

        // The plan is kept before the first of its eight units of fifty is submitted, and not again before the last: what is accepted meanwhile is known by the batches alone.
        await set.LaunchAsync(new() { Variants = One, Pace = new CampaignPace(200, InSegments: false, PerMinute: false) });
        foreach (var arrived in (int[])[40, 140, 260])
        {
            await set.Carrier.ArrivedAsync(arrived);
            await set.Campaign.Cast<IGrainManagementExtension>().DeactivateOnIdle();
            await set.Campaign.EnsureRunningAsync();
        }

        var report = await set.FinishedAsync();
        Assert.Equal((Contacts, Contacts, 0), (report.Progress.AcceptedMessages, report.Tally!.Total.Sent, report.Waiting));
        Assert.Equal(Contacts, set.Carrier.Arrived.Count);
    }

    [Fact]
    public async Task A_campaign_that_is_deleted_leaves_no_link_and_no_note_of_who_answered_first()
    {
        const int Followers = 120;
        await using var set = await CampaignScene.SetAsync(gateway, Followers);
        await set.LaunchAsync(new()
        {
            Variants = [new Variant { Name = "A", Body = "See https://shop.example/sale" }],
            Links = new CampaignLinks { Shorten = true, BaseUrl = "https://go.example" },
        });
        await set.FinishedAsync();
        var tokens = set.Carrier.Arrived.Select(static arrived => TextOf(arrived).Split(ShortLinks.Path)[1]).ToList();
        var links = gateway.Grains.GetGrain<ILinkGrain>(0);
        Assert.All(await Task.WhenAll(tokens.Select(token => links.FollowAsync(token, isBot: false))), static target => Assert.Equal("https://shop.example/sale", target));
        var ended = (await set.IsAsync(static it => it.Tally!.Total.Clicked == Followers)).State;
        var firsts = gateway.Documents.FirstEvents();
        Assert.Equal(Followers, (await firsts.ListAsync(ended.Id, null, Followers + 1)).Count);

        Assert.Equal(CampaignVerdict.Done, (await set.Campaign.DeleteAsync()).Verdict);

        Assert.Null(await set.Campaign.GetAsync());
        Assert.Null(await links.FollowAsync(tokens[0], isBot: false));
        Assert.Null(await gateway.Documents.LinkCodes().ReadAsync(ended.LinkCode!));
        Assert.Empty(await firsts.ListAsync(ended.Id, null, 1));
        Assert.Null(await gateway.Documents.CampaignTallies().ReadAsync(ended.Id));
    }

    private static string TextOf(Arrived arrived) => Encoding.ASCII.GetString(arrived.Body);
}
