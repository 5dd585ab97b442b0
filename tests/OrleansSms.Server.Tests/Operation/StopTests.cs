namespace OrleansSms.Server.Tests.Operation;

/// <summary>A process that is asked to stop at an awkward moment.</summary>
public sealed class StopTests : IAsyncLifetime
{
    private NodeSmsc _carrier = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _carrier = await NodeSmsc.StartAsync();
        _gateway = await GatewayProcess.StartAsync(GatewayProcess.Carrier("north", _carrier.Port));
        await _carrier.WaitForAsync(PeerCounter.Binds, 1, TwoCarriers.Timeout);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _carrier.DisposeAsync();
    }

    [Fact]
    public async Task One_that_is_just_starting_stops_in_order()
    {
        Assert.Equal(0, await _gateway.TerminateAsync());

        var exitCode = await _gateway.StopWhileItStartsAsync(() => _carrier.WaitForAsync(PeerCounter.Connections, 2, TwoCarriers.Timeout));

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("   at ", _gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail: ", _gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_whose_carrier_never_answers_stops_all_the_same()
    {
        await _carrier.ConfigureAsync(new() { MuteUnbinds = true });
        await _carrier.ScriptAsync(new() { Answer = SubmitAnswer.Never });
        await new Api(_gateway).SubmitAsync("+447401000001");
        await _carrier.WaitForSubmitsAsync(1, TwoCarriers.Timeout);

        Assert.Equal(0, await _gateway.TerminateAsync());

        Assert.Equal(1, (await _carrier.GetCountsAsync())[PeerCounter.Unbinds]);
        Assert.DoesNotContain("could not be drained", _gateway.Output, StringComparison.Ordinal);
    }
}
