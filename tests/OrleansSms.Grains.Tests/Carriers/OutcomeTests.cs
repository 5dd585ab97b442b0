using System.Collections.Concurrent;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>How what a carrier says becomes durable.</summary>
[Collection(SharedGateway.Name)]
public sealed class OutcomeTests(Gateway gateway)
{
    [Fact]
    public async Task An_answer_and_its_receipt_that_come_during_a_commit_are_written_by_the_next_one_together()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        var config = scene.Carrier(carrier.Port);
        await scene.SetCarriersAsync(config);
        await scene.SendAsync(scene.Number(1));
        var second = await scene.SendAsync(scene.Number(2));
        await carrier.ArrivedAsync(2);

        var written = new ConcurrentQueue<ChangeSet>();
        Task<CommandStatus> receipt;
        using var watch = gateway.Held.Hold(changes => Note(changes, config.Id, written));
        using (gateway.Held.Hold(changes => IsOf(changes, config.Id)))
        {
            carrier.Reply(carrier.Arrived[0], CommandStatus.Ok);
            while (written.IsEmpty)
            {
                await Task.Yield();
            }

            var id = carrier.Reply(carrier.Arrived[1], CommandStatus.Ok);
            receipt = carrier.ReceiptAsync(carrier.Sessions[0], id);

            // It comes behind them on the same session, and is written apart: they have been taken when it is answered.
            Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(3), "60000", "Hello"));
        }

        Assert.Equal(CommandStatus.Ok, await receipt);
        Assert.Equal(2, written.Count);
        Assert.Equal([(second, TimelineKind.Submitted), (second, TimelineKind.Receipt)], written.Last().Changes.Select(change => (change.Id, change.Entry.Kind)));
        await scene.WaitAsync(EventType.MessageDelivered, message: second);
        Assert.Equal(
            [TimelineKind.Submitted, TimelineKind.Receipt],
            (await scene.TimelineAsync(second)).Select(entry => entry.Kind).SkipWhile(kind => kind != TimelineKind.Submitted));
    }

    private static bool IsOf(ChangeSet changes, string carrier) => changes.Changes.Any(change => change.Entry.Carrier == $"{carrier}/0");

    private static bool Note(ChangeSet changes, string carrier, ConcurrentQueue<ChangeSet> written)
    {
        if (IsOf(changes, carrier))
        {
            written.Enqueue(changes);
        }

        return false;
    }
}
