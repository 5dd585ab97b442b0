using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>A system clock that is set while messages go out.</summary>
[Collection(SharedGateway.Name)]
public sealed class ClockTests(Gateway gateway) : IDisposable
{
    private const int Messages = 300;
    private const int Tps = 200;

    public void Dispose() => gateway.Time.Step = TimeSpan.Zero;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Rate_and_retries_go_on_as_if_nothing_had_happened(int hours)
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var refused = 0;
        await using var carrier = new ScriptedCarrier();
        carrier.Answer = arrived =>
        {
            var isFirst = arrived.To == scene.Number(1)[1..] && Interlocked.Increment(ref refused) == 1;
            return isFirst ? CommandStatus.ReceiverTemporaryError : CommandStatus.Ok;
        };
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port, window: 50) with { TpsLimit = Tps });
        var began = TimeProvider.System.GetTimestamp();
        await scene.SendAllAsync(Enumerable.Range(1, Messages).Select(scene.Number));
        await carrier.ArrivedAsync(Messages / 3);

        gateway.Time.Step = TimeSpan.FromHours(hours);
        var late = await scene.SendAsync(scene.Number(Messages + 1));

        await scene.WaitAsync(EventType.MessageSent, message: late);
        await scene.WaitAsync(EventType.MessageSent, Messages + 1);
        Assert.Equal(Messages + 2, carrier.Arrived.Count);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds((Messages - Tps) / (double)Tps), "It went faster than the limit allows.");
    }

    [Fact]
    public async Task A_message_that_has_a_time_keeps_to_the_clock_on_the_wall()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var config = scene.Carrier(await ScriptedCarrier.ClosedPortAsync());
        await scene.SetCarriersAsync(config);
        var message = await scene.QueueAsync(config, scene.Number(1), validity: TimeSpan.FromMinutes(30));

        gateway.Time.Step = TimeSpan.FromHours(1);

        await scene.WaitAsync(EventType.MessageExpired, message: message.Id);
    }

    [Fact]
    public async Task What_was_decided_before_the_clock_was_set_back_is_decided_again_as_it_may_be_night_by_then()
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var waiting = await scene.SendAsync(scene.Number(2));

        gateway.Time.Step = TimeSpan.FromHours(-1);
        carrier.BreakSilence();
        await scene.WaitAsync(EventType.MessageSent, message: waiting);

        var kinds = (await scene.TimelineAsync(waiting)).Select(static entry => entry.Kind).ToList();
        Assert.Equal(TimelineKind.Decided, kinds[kinds.IndexOf(TimelineKind.Submitted) - 1]);
    }
}
