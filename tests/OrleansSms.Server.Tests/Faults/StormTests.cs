using OrleansSms.Simulator;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>Carriers that take less than they are sent.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class StormTests(FaultGateway gateway)
{
    public static TheoryData<string, int> Storms => new() { { "ESME_RTHROTTLED", 1_000 }, { "ESME_RMSGQFUL", 1_500 } };

    [Theory]
    [MemberData(nameof(Storms))]
    public async Task A_carrier_that_is_overrun_is_given_time_and_nothing_is_lost_or_sent_twice(string what, int messages)
    {
        var options = what == "ESME_RTHROTTLED"
            ? new SimulatorOptions { ThrottleTps = 200 }
            : new SimulatorOptions { MaxPendingReceipts = 1_000, DlrDelay = TimeSpan.FromMilliseconds(500) };
        await using var carrier = await FaultyCarrier.StartAsync(gateway, options);

        await carrier.DeliveredAsync(await carrier.SendAsync(messages), messages);

        Assert.Equal(messages, carrier.Recipients);
        Assert.Empty(carrier.Doubled);
        var refused = carrier.Simulator.Counters.Refused;
        Assert.InRange(refused, 1, messages / 2);
        var state = await carrier.BindAsync(bind => bind.Text("held_by") is null);
        Assert.Equal((refused, messages), (state.Number("throttled"), state.Number("submitted")));
        Assert.Equal(1, carrier.Wire.Connections);
    }
}
