using Orleans.Core.Internal;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>Messages that wait for a bind which cannot send: down, closed, or one of several. More of them than memory holds.</summary>
[Collection(SharedGateway.Name)]
public sealed class WaitingTests(Gateway gateway)
{
    private const int Messages = 4 * Gateway.LaneMessages;

    [Fact]
    public async Task What_waits_for_a_dead_bind_goes_to_a_live_one_of_its_carrier()
    {
        var (scene, config) = await WaitingAsync(binds: 2);
        await using var carrier = new ScriptedCarrier { MaxSessions = 1 };

        await scene.SetCarrierAsync(config with { Port = carrier.Port });

        await AllSentOnceAsync(scene, carrier);
        Assert.Single(carrier.Sessions);
    }

    [Fact]
    public async Task What_waits_for_a_carrier_that_is_deleted_is_sent_as_soon_as_there_is_a_route()
    {
        var (scene, config) = await WaitingAsync();
        Assert.True(await scene.DeleteCarrierAsync(config));

        // As after a restart: the warden calls the binds of which there is a note.
        await scene.Bind(config).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await scene.Bind(config).GetStateAsync();
        await using var carrier = new ScriptedCarrier();

        await scene.SetCarriersAsync(scene.Carrier(carrier.Port, window: 100));

        await AllSentOnceAsync(scene, carrier);
    }

    [Fact]
    public async Task What_waits_for_a_carrier_that_is_switched_off_is_sent_when_it_is_switched_on()
    {
        var (scene, config) = await WaitingAsync();
        await scene.SetCarrierAsync(config with { Enabled = false });
        await using var carrier = new ScriptedCarrier();

        await scene.SetCarrierAsync(config with { Port = carrier.Port });

        await AllSentOnceAsync(scene, carrier);
    }

    [Fact]
    public async Task What_waits_for_a_bind_that_is_taken_away_is_sent_by_those_that_stay()
    {
        var (scene, config) = await WaitingAsync(binds: 3);
        await using var carrier = new ScriptedCarrier();

        await scene.SetCarrierAsync(config with { Port = carrier.Port, Binds = 1 });

        await AllSentOnceAsync(scene, carrier);
        Assert.Single(carrier.Sessions);
    }

    [Fact]
    public async Task What_waits_for_a_bind_that_is_down_expires_on_time()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var config = scene.Carrier(await ScriptedCarrier.ClosedPortAsync());
        await scene.SetCarriersAsync(config);
        var stays = await scene.QueueAsync(config, scene.Number(0), TimeSpan.FromHours(1));
        for (var index = 1; index <= 2 * Gateway.LaneMessages; index++)
        {
            await scene.QueueAsync(config, scene.Number(index), TimeSpan.FromSeconds(1));
        }

        var expired = await scene.WaitAsync(EventType.MessageExpired, 2 * Gateway.LaneMessages);

        Assert.All(expired, entry => Assert.Equal("validity_period", entry.Reason));
        Assert.Equal(MessageStatus.Queued, (await scene.ReadAsync(stays.Id)).Status);
    }

    [Fact]
    public async Task What_waits_for_a_carrier_that_is_gone_expires_and_can_be_canceled()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var config = scene.Carrier(await ScriptedCarrier.ClosedPortAsync());
        await scene.SetCarriersAsync(config);
        var expires = await scene.QueueAsync(config, scene.Number(1), TimeSpan.FromSeconds(1));
        var canceled = await scene.QueueAsync(config, scene.Number(2), TimeSpan.FromHours(1));

        await scene.DeleteCarrierAsync(config);

        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(canceled.Id)).Verdict);
        await scene.WaitAsync(EventType.MessageExpired, message: expires.Id);
    }

    [Fact]
    public async Task A_message_that_was_lost_on_the_way_to_a_busy_lane_is_found()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        var config = scene.Carrier(carrier.Port) with { TpsLimit = 1 };
        await scene.SetCarriersAsync(config);
        for (var index = 1; index < Gateway.LaneMessages; index++)
        {
            await scene.SendAsync(scene.Number(index), body: new string('x', 400));
        }

        // Of another account, so that its turn comes soon: the lane has work for minutes.
        await scene.QueueAsync(config, scene.Number(9_999), TimeSpan.FromHours(1), TimeSpan.FromSeconds(10), "other", announce: false);

        await carrier.ArrivedAsync(one => one.To == scene.Number(9_999)[1..]);
    }

    private async Task<(Scene, CarrierConfig)> WaitingAsync(int binds = 1)
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var config = scene.Carrier(await ScriptedCarrier.ClosedPortAsync(), window: 100) with { Binds = binds };
        await scene.SetCarriersAsync(config);
        await scene.SendAllAsync(Enumerable.Range(1, Messages).Select(scene.Number));
        return (scene, config);
    }

    private static async Task AllSentOnceAsync(Scene scene, ScriptedCarrier carrier)
    {
        await scene.WaitAsync(EventType.MessageSent, Messages);
        Assert.Equal(Messages, carrier.Arrived.Count);
        Assert.Equal(Messages, carrier.Arrived.Select(one => one.To).Distinct().Count());
    }
}
