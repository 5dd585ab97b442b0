using Orleans.Core.Internal;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>Delivery receipts that come before the answer to the submit_sm that they are about.</summary>
[Collection(SharedGateway.Name)]
public sealed class EarlyReceiptTests(Gateway gateway)
{
    [Fact]
    public async Task A_receipt_on_another_bind_that_comes_before_the_answer_finds_its_message()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port) with { Binds = 2 });
        await carrier.BoundAsync(2);

        var id = await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var arrived = carrier.Arrived[0];
        var smscId = carrier.NextId();
        Assert.Equal(CommandStatus.Ok, await carrier.ReceiptAsync(carrier.Sessions.Single(session => session != arrived.Session), smscId));
        carrier.Reply(arrived, CommandStatus.Ok, smscId);

        await scene.WaitAsync(EventType.MessageDelivered, message: id);
    }

    [Fact]
    public async Task A_receipt_before_its_answer_finds_its_message()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var id = await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var smscId = carrier.NextId();
        Assert.Equal(CommandStatus.Ok, await carrier.ReceiptAsync(carrier.Sessions[0], smscId));
        carrier.Reply(carrier.Arrived[0], CommandStatus.Ok, smscId);

        await scene.WaitAsync(EventType.MessageDelivered, message: id);
    }

    [Fact]
    public async Task A_receipt_that_was_answered_before_its_message_was_known_survives_a_restart()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        var config = scene.Carrier(carrier.Port) with { Binds = 2 };
        await scene.SetCarriersAsync(config);
        await carrier.BoundAsync(2);
        var id = await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var arrived = carrier.Arrived[0];
        var smscId = carrier.NextId();
        var other = carrier.Sessions.Single(session => session != arrived.Session);
        Assert.Equal(CommandStatus.Ok, await carrier.ReceiptAsync(other, smscId));

        var index = 1 - (await scene.ReadAsync(id)).Bind!.Value.Index;
        await scene.Bind(config, index).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await carrier.GoneAsync(other);
        await scene.Bind(config, index).GetStateAsync();
        await carrier.BoundAsync(2);
        carrier.Reply(arrived, CommandStatus.Ok, smscId);

        await scene.WaitAsync(EventType.MessageDelivered, message: id);
    }
}
