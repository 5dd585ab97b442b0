using System.Buffers;
using System.Text;
using OrleansSms.Simulator;
using OrleansSms.Simulator.Wire;
using OrleansSms.Smpp.Codec;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Server.Tests.Faults;

/// <summary>Carriers whose receipts, or whose inbound messages, are not as they should be.</summary>
[Collection(SharedFaultGateway.Name)]
public sealed class ReceiptFaultTests(FaultGateway gateway)
{
    private const int Messages = 3_000;
    private const uint FirstOwnSequence = 0x40000000;

    private uint _sequence = FirstOwnSequence;

    [Fact]
    public async Task Receipts_that_come_twice_end_their_message_once()
    {
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.Wire.Fault = WireFault.Each(CommandId.DeliverSm, receipt => [receipt, receipt.WithSequence(++_sequence)]);

        var batch = await carrier.SendAsync(Messages);
        await carrier.DeliveredAsync(batch, Messages);

        var id = (await carrier.IdsAsync(batch)).Values.First();
        await gateway.Api.TimelineHoldsAsync(id, "receipt", "receipt");
        Assert.Equal("delivered", (await gateway.Api.MessageAsync(id)).Status());
        Assert.Equal(1, carrier.Wire.Connections);
    }

    [Fact]
    public async Task Receipts_of_unknown_messages_are_answered_counted_and_hold_nobody_up()
    {
        const int Every = 10;
        await using var carrier = await FaultyCarrier.StartAsync(gateway);
        carrier.Wire.Fault = WireFault.OneIn(Every, CommandId.DeliverSm, receipt => [Unknown(), receipt]);

        await carrier.DeliveredAsync(await carrier.SendAsync(Messages), Messages);

        await carrier.BindAsync(bind => bind.Number("unknown_receipts") == Messages / Every);
        Assert.Equal(1, carrier.Wire.Connections);
    }

    [Fact]
    public async Task Messages_whose_receipt_never_comes_stay_sent()
    {
        const int Every = 10;
        await using var carrier = await FaultyCarrier.StartAsync(gateway, new SimulatorOptions { DeliverWindow = Messages });
        carrier.Wire.Fault = WireFault.OneIn(Every, CommandId.DeliverSm, _ => []);

        var batch = await carrier.SendAsync(Messages);

        await carrier.DeliveredAsync(batch, Messages - (Messages / Every));
        await gateway.Api.BatchIsAsync(batch, Messages / Every, "sent");
        Assert.Empty(carrier.Doubled);
    }

    [Fact]
    public async Task A_flood_of_inbound_messages_is_answered_and_leaves_other_binds_alone()
    {
        await using var flooded = await FaultyCarrier.StartAsync(gateway);
        await using var other = await FaultyCarrier.StartAsync(gateway);

        var flood = Enumerable.Range(0, Messages).Select(index => flooded.Simulator.SendMoAsync($"447399{index:000000}", "60000", "Hello"u8.ToArray(), systemId: "gateway"));
        var answers = Task.WhenAll(flood);
        await other.DeliveredAsync(await other.SendAsync(Messages), Messages);

        Assert.All(await answers, status => Assert.Equal(CommandStatus.Ok, status));
        Assert.Equal((1, 1), (flooded.Wire.Connections, other.Wire.Connections));
        Assert.Empty(other.Doubled);
    }

    private WireFrame Unknown()
    {
        var receipt = new DeliverSm
        {
            Source = new SmppAddress(1, 1, "447300000000"),
            Destination = new SmppAddress(5, 0, "Gateway"),
            EsmClass = 0x04,
            ShortMessage = Encoding.ASCII.GetBytes($"id:{++_sequence} sub:001 dlvrd:001 submit date:2601010000 done date:2601010000 stat:DELIVRD err:000 text:"),
            Sequence = _sequence,
        };
        var output = new ArrayBufferWriter<byte>();
        PduWriter.Write(output, receipt);
        return new WireFrame(output.WrittenMemory);
    }
}
