using OrleansSms.Simulator.Wire;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>The same faults with an SMSC that nobody here wrote.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class ForeignCarrierTests(FaultGateway gateway)
{
    private const int Messages = 2_000;
    private const int Before = 500;

    public static TheoryData<string> Faults => ["cut within a PDU", "reset", "dead", "no SMPP"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Nothing_is_lost_and_only_what_was_unanswered_comes_twice(string fault)
    {
        await using var smsc = await NodeSmsc.StartAsync();
        await using var wire = FaultyWire.Start(smsc.Port);
        var id = $"foreign-{gateway.NextCarrier()}";
        var config = new { host = NodeSmsc.Host, port = wire.Port, system_id = "gateway", window_size = FaultyCarrier.Window, tps_limit = Messages };
        (await gateway.Api.PutAsync($"/v1/carriers/{id}", config)).Expect(201);
        (await gateway.Api.PutAsync($"/v1/routes/{id}", new { prefix = "447398", carriers = (string[])[id] })).Expect(200);

        var batch = await gateway.Api.SubmitBatchAsync(Enumerable.Range(0, Messages).Select(index => $"+447398{index:000000}"));
        await smsc.WaitForAsync(PeerCounter.Submits, Before, TwoCarriers.Timeout);
        await DoAsync(wire, fault);

        await gateway.Api.BatchIsAsync(batch, Messages, "delivered", "sent");
        var submits = await smsc.GetSubmitsAsync();
        Assert.Equal(Messages, submits.Select(submit => submit.Destination).Distinct().Count());
        Assert.InRange(submits.Count, Messages, Messages + FaultyCarrier.Window);
        await smsc.WaitForAsync(PeerCounter.Binds, 2, TwoCarriers.Timeout);
        (await gateway.Api.DeleteAsync($"/v1/routes/{id}")).Expect(204);
        (await gateway.Api.DeleteAsync($"/v1/carriers/{id}")).Expect(204);
    }

    private static Task DoAsync(FaultyWire wire, string fault)
    {
        switch (fault)
        {
            case "cut within a PDU":
                wire.Cut(WireCut.MidPdu);
                break;
            case "reset":
                wire.Cut(WireCut.Reset);
                break;
            case "dead":
                wire.Kill();
                break;
            default:
                return wire.InjectAsync("HTTP/1.1 400 Bad\r\n"u8.ToArray());
        }

        return Task.CompletedTask;
    }
}
