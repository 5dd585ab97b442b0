using Orleans.Core.Internal;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Simulator;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>What a bind makes of its carrier's answers.</summary>
[Collection(SharedGateway.Name)]
public sealed class SendingTests(Gateway gateway)
{
    [Fact]
    public async Task A_message_is_sent_and_delivered()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var simulator = await SimulatorAsync();
        await scene.SetCarriersAsync(scene.Carrier(simulator.Port));

        var id = await scene.SendAsync(scene.Number(1234), body: new string('x', 200));
        await scene.WaitAsync(EventType.MessageDelivered, message: id);

        var record = await scene.ReadAsync(id);
        Assert.Equal(MessageStatus.Delivered, record.Status);
        Assert.Equal(3, record.DeliveredMask);
        Assert.Equal(2, simulator.Counters.Accepted);
        Assert.Equal(
            [TimelineKind.Accepted, TimelineKind.Decided, TimelineKind.Queued, TimelineKind.Submitted, TimelineKind.Submitted],
            (await scene.TimelineAsync(id)).Select(entry => entry.Kind).Where(kind => kind != TimelineKind.Receipt));
    }

    [Theory]
    [InlineData(1, EventType.MessageUndelivered, "carrier_undelivered")]
    [InlineData(4, EventType.MessageExpired, "carrier_expired")]
    [InlineData(2, EventType.MessageFailed, "carrier_rejected")]
    public async Task A_message_ends_as_its_carrier_says(int magic, EventType end, string reason)
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var simulator = await SimulatorAsync();
        await scene.SetCarriersAsync(scene.Carrier(simulator.Port));

        var id = await scene.SendAsync(scene.Number(magic));

        Assert.Equal(reason, Assert.Single(await scene.WaitAsync(end, message: id)).Reason);
    }

    [Fact]
    public async Task A_throttled_message_is_sent_again_and_counts_no_attempt()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var simulator = await SimulatorAsync();
        await scene.SetCarriersAsync(scene.Carrier(simulator.Port));

        var id = await scene.SendAsync(scene.Number(3));
        await scene.WaitAsync(EventType.MessageDelivered, message: id);

        Assert.Equal(0, (await scene.ReadAsync(id)).Attempts);
        Assert.Equal(2, simulator.Counters.Submits);
    }

    [Fact]
    public async Task A_long_message_whose_first_segment_is_throttled_while_the_others_wait_is_sent_once()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var answered = 0;
        await using var carrier = new ScriptedCarrier(_ => Interlocked.Increment(ref answered) == 1 ? CommandStatus.Throttled : CommandStatus.Ok);
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port, window: 2));

        var id = await scene.SendAsync(scene.Number(1), body: new string('x', 400));
        await scene.WaitAsync(EventType.MessageSent, message: id);
        var other = await scene.SendAsync(scene.Number(2));
        await scene.WaitAsync(EventType.MessageSent, message: other);

        Assert.Equal([1, 1, 2, 3, 1], carrier.Arrived.Select(one => one.Segment));
    }

    [Fact]
    public async Task A_window_of_one_place_sends_every_category()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var simulator = await SimulatorAsync();
        await scene.SetCarriersAsync(scene.Carrier(simulator.Port, window: 1));

        foreach (var category in Enum.GetValues<MessageCategory>())
        {
            var id = await scene.SendAsync(scene.Number(1234), category);
            await scene.WaitAsync(EventType.MessageDelivered, message: id);
        }
    }

    [Fact]
    public async Task A_message_that_a_carrier_refuses_goes_to_the_next_of_the_route()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var refuses = await SimulatorAsync();
        await using var takes = await SimulatorAsync(magic: false);
        var carriers = await scene.SetCarriersAsync(scene.Carrier(refuses.Port), scene.Carrier(takes.Port));

        var id = await scene.SendAsync(scene.Number(2));
        await scene.WaitAsync(EventType.MessageDelivered, message: id);

        Assert.Equal(carriers[1].Id, (await scene.ReadAsync(id)).Bind?.Carrier);
        Assert.Contains(await scene.TimelineAsync(id), entry => entry.Kind == TimelineKind.FailedOver && entry.Carrier == $"{carriers[1].Id}/0");
    }

    [Fact]
    public async Task What_waits_for_a_carrier_that_is_down_goes_to_the_next_of_the_route()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var up = await SimulatorAsync();
        var carriers = await scene.SetCarriersAsync(scene.Carrier(await ScriptedCarrier.ClosedPortAsync()), scene.Carrier(up.Port));

        var batch = await scene.SendAllAsync(Enumerable.Range(1_000, 120).Select(scene.Number));
        await scene.WaitAsync(EventType.MessageDelivered, 120);

        Assert.Equal(120, up.Counters.Accepted);
        Assert.NotNull(batch.Batch);
        Assert.Equal(0, (await scene.Bind(carriers[0]).GetStateAsync()).Queued.Sum());
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_is_sent_exactly_once_when_the_carrier_comes_up()
    {
        const int Messages = 2_000;
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var carrier = scene.Carrier(await ScriptedCarrier.ClosedPortAsync(), window: 100);
        await scene.SetCarriersAsync(carrier);
        for (var batch = 0; batch < 4; batch++)
        {
            await scene.SendAllAsync(Enumerable.Range((batch * 500) + 1, 500).Select(scene.Number));
        }

        Assert.InRange((await scene.Bind(carrier).GetStateAsync()).Queued.Sum(), 1, Gateway.LaneMessages);
        await using var smsc = new ScriptedCarrier();
        await scene.SetCarrierAsync(carrier with { Port = smsc.Port });
        var late = Task.WhenAll(Enumerable.Range(Messages + 1, 50).Select(index => scene.SendAsync(scene.Number(index))));
        await scene.WaitAsync(EventType.MessageSent, Messages + 50);
        await late;

        Assert.Equal(Messages + 50, smsc.Arrived.Count);
        Assert.Equal(Messages + 50, smsc.Arrived.Select(one => one.To).Distinct().Count());
    }

    [Fact]
    public async Task A_code_overtakes_a_backlog_behind_a_limit()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port) with { TpsLimit = 10 });
        await scene.SendAllAsync(Enumerable.Range(1, 40).Select(scene.Number), MessageCategory.Marketing);
        await carrier.ArrivedAsync(1);

        await scene.SendAsync(scene.Number(99), MessageCategory.Authentication);
        var before = carrier.Arrived.Count;
        await carrier.ArrivedAsync(one => one.To == scene.Number(99)[1..]);

        // One may be armed already, and one may have come between the call and the count.
        Assert.InRange(carrier.Arrived.ToList().FindIndex(one => one.To == scene.Number(99)[1..]), 0, before + 2);
    }

    [Fact]
    public async Task A_bind_that_is_drained_takes_nothing_more_from_its_lanes_and_unbinds_when_its_window_is_answered()
    {
        const int Window = 10;
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        var config = scene.Carrier(carrier.Port, Window);
        await scene.SetCarriersAsync(config);
        await scene.SendAllAsync(Enumerable.Range(1, 3 * Window).Select(scene.Number));
        await carrier.ArrivedAsync(Window - 1);

        var drained = scene.Bind(config).DrainAsync();
        await scene.StateAsync(config, state => state.State == "draining");
        carrier.Answer = _ => CommandStatus.Ok;
        foreach (var arrived in carrier.Arrived)
        {
            carrier.Reply(arrived, CommandStatus.Ok);
        }

        await drained;
        await carrier.UnboundAsync();
        Assert.Equal(Window - 1, carrier.Arrived.Count);
        await scene.Bind(config).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await scene.StateAsync(config, state => state.Bound);
        await scene.WaitAsync(EventType.MessageSent, 3 * Window);
        Assert.Equal(3 * Window, carrier.Arrived.Count);
    }

    private static async Task<CarrierSimulator> SimulatorAsync(bool magic = true)
    {
        var simulator = new CarrierSimulator(new SimulatorOptions { MagicRecipients = magic }, TimeProvider.System);
        await simulator.StartAsync();
        return simulator;
    }
}
