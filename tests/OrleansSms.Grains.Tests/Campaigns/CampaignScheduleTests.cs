using OrleansSms.Domain.Campaigns;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Campaigns;

/// <summary>
/// Campaigns that go by a clock: that of their hours, or that of each recipient. It is noon in UTC when they are launched, each on a day of its own: in this gateway time goes
/// forward only.
/// </summary>
public sealed class CampaignScheduleTests : IClassFixture<Gateway>
{
    private const int Contacts = 30;
    private static readonly Variant[] One = [new() { Name = "A", Body = "Hi" }];

    /// <summary>Five hours behind UTC, with it, and five and a half before it, all year.</summary>
    private static readonly string[] Zones = ["America/Bogota", "Africa/Abidjan", "Asia/Kolkata"];

    private readonly Gateway _gateway;
    private readonly TimeSpan _noon;

    public CampaignScheduleTests(Gateway gateway)
    {
        _gateway = gateway;
        _noon = gateway.Time.Step + TimeSpan.FromHours(36) - gateway.Time.GetUtcNow().TimeOfDay;
        gateway.Time.Step = _noon;
    }

    [Fact]
    public async Task Outside_its_hours_nothing_of_a_campaign_goes()
    {
        await using var set = await CampaignScene.SetAsync(_gateway, Contacts);

        await set.LaunchAsync(new() { Variants = One, Window = new DailyWindow(14 * 60, 20 * 60, "UTC") });

        var waiting = await set.IsAsync(static it => it.WaitsFor == "window");
        Assert.Equal(0, waiting.Progress.AcceptedMessages);
        await set.SetClockAsync(_noon + TimeSpan.FromHours(2.1));
        Assert.Equal(Contacts, (await set.FinishedAsync()).Tally!.Total.Sent);
    }

    [Fact]
    public async Task At_ten_by_each_recipients_clock_a_campaign_goes_to_those_whose_clock_shows_it()
    {
        await using var set = await CampaignScene.SetAsync(_gateway, Contacts, static index => Zones[index % 3]);

        await set.LaunchAsync(new() { Variants = One, Schedule = new CampaignSchedule { LocalMinute = 10 * 60, WhenPassed = WhenPassed.NextDay } });

        await set.IsAsync(static it => it.WaitsFor == "local_time");
        Assert.Empty(set.Carrier.Arrived);
        await GoesToAsync(set, 3.1, zones: 1);
        await GoesToAsync(set, 16.6, zones: 2);
        await GoesToAsync(set, 22.1, zones: 3);
        var order = set.Carrier.Arrived.Select(static arrived => Zones[long.Parse(arrived.To, System.Globalization.CultureInfo.InvariantCulture) % 100_000 % 3]);
        Assert.Equal(Enumerable.Repeat("America/Bogota", 10).Concat(Enumerable.Repeat("Asia/Kolkata", 10)).Concat(Enumerable.Repeat("Africa/Abidjan", 10)), order);
        await set.FinishedAsync();
    }

    [Fact]
    public async Task Recipients_for_whom_the_time_has_passed_are_left_out_where_that_is_wanted()
    {
        await using var set = await CampaignScene.SetAsync(_gateway, Contacts, static index => Zones[index % 3]);

        await set.LaunchAsync(new() { Variants = One, Schedule = new CampaignSchedule { LocalMinute = 10 * 60, WhenPassed = WhenPassed.Skip } });

        await set.IsAsync(static it => it.WaitsFor == "local_time");
        await GoesToAsync(set, 3.1, zones: 1);
        var report = await set.FinishedAsync();
        Assert.Equal((10, 20), (report.Tally!.Total.Sent, report.Progress.Skipped["time_passed"]));
    }

    /// <summary>So long after noon it has gone to so many zones and no more.</summary>
    private async Task GoesToAsync(CampaignScene set, double hours, int zones)
    {
        await set.SetClockAsync(_noon + TimeSpan.FromHours(hours));
        await set.IsAsync(it => it.Tally!.Total.Sent == zones * Contacts / 3 && (it.WaitsFor == "local_time" || it.State.Status == CampaignStatus.Finished));
        Assert.Equal(zones * Contacts / 3, set.Carrier.Arrived.Count);
    }
}
