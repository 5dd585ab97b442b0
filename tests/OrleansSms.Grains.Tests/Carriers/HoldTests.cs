using OrleansSms.Domain.Carriers;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>What a bind says of its rate, and of what keeps it from sending what waits.</summary>
[Collection(SharedGateway.Name)]
public sealed class HoldTests(Gateway gateway)
{
    private const int Window = 10;
    private const int Messages = 40;

    private readonly Scene _scene = gateway.NewScene();

    [Fact]
    public async Task Nothing_holds_a_bind_for_which_nothing_waits()
    {
        await using var carrier = new ScriptedCarrier();
        var config = await BacklogAsync(carrier.Port);
        await _scene.WaitAsync(EventType.MessageSent, Messages);

        var state = await _scene.StateAsync(config, state => state.HeldBy is null);

        Assert.Equal((0d, "unlimited", null), (state.EffectiveTps, state.TpsReason, state.PausedUntil));
    }

    [Fact]
    public async Task A_bind_without_a_session_says_so()
    {
        var config = await BacklogAsync(await ScriptedCarrier.ClosedPortAsync());

        await _scene.StateAsync(config, state => state.HeldBy == BindHold.NotBound);
    }

    [Fact]
    public async Task A_window_that_is_full_says_so()
    {
        await using var carrier = new ScriptedCarrier(_ => null);
        var config = await BacklogAsync(carrier.Port);
        await carrier.ArrivedAsync(Window - 1);

        var state = await _scene.StateAsync(config, state => state.HeldBy == BindHold.Window);

        Assert.Equal((Window - 1, Window), (state.WindowUsed, state.WindowSize));
    }

    [Fact]
    public async Task A_store_that_is_slow_to_take_intents_says_so()
    {
        await using var carrier = new ScriptedCarrier();
        var config = await ConfigureAsync(carrier.Port);
        await carrier.BoundAsync();
        using (gateway.Held.Hold(changes => changes.Intent?.Bind.Carrier == config.Id))
        {
            for (var message = 1; message <= 3; message++)
            {
                await _scene.SendAsync(_scene.Number(message));
            }

            await _scene.StateAsync(config, state => state.HeldBy == BindHold.Store);
        }

        await _scene.WaitAsync(EventType.MessageSent, 3);
    }

    [Fact]
    public async Task A_carrier_that_throttles_is_named_with_the_pause_and_then_the_rate_comes_back()
    {
        await using var carrier = new ScriptedCarrier(_ => CommandStatus.MessageQueueFull);
        var config = await BacklogAsync(carrier.Port, tps: 100);

        var throttled = await _scene.StateAsync(config, state => state is { HeldBy: BindHold.CarrierThrottle, PausedUntil: not null });
        Assert.Equal("throttled", throttled.TpsReason);
        Assert.InRange(throttled.EffectiveTps, 1, 50);

        carrier.Answer = _ => CommandStatus.Ok;
        await _scene.WaitAsync(EventType.MessageSent, Messages);
        var after = await _scene.StateAsync(config, state => state.TpsReason is "recovering" or "carrier_limit");
        Assert.True(after.EffectiveTps < 100);
        Assert.Null(after.PausedUntil);
    }

    [Fact]
    public async Task The_limit_of_the_carrier_is_named()
    {
        await using var carrier = new ScriptedCarrier();
        var config = await BacklogAsync(carrier.Port, tps: 1);

        var state = await _scene.StateAsync(config, state => state.HeldBy == BindHold.TpsLimit);

        Assert.Equal((1d, "configured"), (state.EffectiveTps, state.TpsReason));
    }

    [Fact]
    public async Task The_limit_of_the_account_is_named()
    {
        await _scene.SetAccountAsync(tps: 1);
        await using var carrier = new ScriptedCarrier();
        var config = await BacklogAsync(carrier.Port, setAccount: false);

        var state = await _scene.StateAsync(config, state => state.HeldBy == BindHold.AccountLimit);

        Assert.Equal("unlimited", state.TpsReason);
    }

    private async Task<CarrierConfig> ConfigureAsync(int port, int tps = 0, bool setAccount = true)
    {
        if (setAccount)
        {
            await _scene.SetAccountAsync();
        }

        var config = _scene.Carrier(port, Window) with { TpsLimit = tps };
        await _scene.SetCarriersAsync(config);
        return config;
    }

    private async Task<CarrierConfig> BacklogAsync(int port, int tps = 0, bool setAccount = true)
    {
        var config = await ConfigureAsync(port, tps, setAccount);
        await _scene.SendAllAsync(Enumerable.Range(1, Messages).Select(_scene.Number));
        return config;
    }
}
