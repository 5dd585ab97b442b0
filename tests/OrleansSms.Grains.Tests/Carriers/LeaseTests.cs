using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>Messages whose decision holds no more when their turn comes. Those that the tests queue themselves were never decided.</summary>
[Collection(SharedGateway.Name)]
public sealed class LeaseTests(Gateway gateway)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_message_that_waited_too_long_is_decided_again_and_sent()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        var carriers = await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var message = await scene.QueueAsync(carriers[0], scene.Number(1), Day);

        await scene.WaitAsync(EventType.MessageSent, message: message.Id);
        Assert.Contains(await scene.TimelineAsync(message.Id), entry => entry.Kind == TimelineKind.Decided && entry.Detail!.StartsWith("send", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_whose_account_was_stopped_meanwhile_ends()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await SetPolicyAsync(scene, new PolicyConfig { Account = scene.Account, Stopped = true });
        await using var carrier = new ScriptedCarrier();
        var carriers = await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var message = await scene.QueueAsync(carriers[0], scene.Number(1), Day);

        Assert.Equal(Reasons.AccountStopped, Assert.Single(await scene.WaitAsync(EventType.MessageSuppressed, message: message.Id)).Reason);
        Assert.Equal(Reasons.AccountStopped, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Reason);
        Assert.Empty(carrier.Arrived);
    }

    [Fact]
    public async Task A_message_that_waited_into_quiet_hours_is_set_aside_and_can_be_canceled()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await SetPolicyAsync(scene, new PolicyConfig { Account = scene.Account, QuietCategories = Categories.Transactional, SendingHours = HoursThatAreNotNow() });
        await using var carrier = new ScriptedCarrier();
        var carriers = await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var message = await scene.QueueAsync(carriers[0], scene.Number(1), TimeSpan.FromDays(2));
        var held = Assert.Single(await scene.WaitAsync(EventType.MessageHeld, message: message.Id));

        var shown = await scene.ReadAsync(message.Id);
        Assert.Equal((Reasons.QuietHours, MessageStatus.Queued, Reasons.QuietHours), (held.Reason, shown.Status, shown.Reason));
        Assert.True(shown.DueAt > TimeProvider.System.GetUnixMicros());
        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(message.Id)).Verdict);
        Assert.Empty(carrier.Arrived);
    }

    [Fact]
    public async Task What_was_set_aside_gives_way_to_others_and_its_place_in_a_cap_is_free()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await SetPolicyAsync(scene, new PolicyConfig
        {
            Account = scene.Account,
            QuietCategories = Categories.Marketing,
            SendingHours = HoursThatAreNotNow(),
            Caps = [new FrequencyCap(1, 86_400)],
        });
        await using var carrier = new ScriptedCarrier();
        var carriers = await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var aside = await scene.QueueAsync(carriers[0], scene.Number(1), TimeSpan.FromDays(2), category: MessageCategory.Marketing);
        await scene.WaitAsync(EventType.MessageHeld, message: aside.Id);

        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(1)));
    }

    private static Task<PolicyConfig> SetPolicyAsync(Scene scene, PolicyConfig policy) => scene.Gateway.Grains.GetGrain<IAccountGrain>(scene.Account).SetPolicyAsync(policy);

    /// <summary>A quarter of an hour of the day in London that it is not now, nor soon.</summary>
    private static DayHours HoursThatAreNotNow()
    {
        var local = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        return local.Hour is >= 7 and < 10 ? new DayHours(20 * 60, (20 * 60) + 15) : new DayHours(8 * 60, (8 * 60) + 15);
    }
}
