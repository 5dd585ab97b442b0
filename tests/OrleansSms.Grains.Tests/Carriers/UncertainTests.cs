using Orleans.Core.Internal;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>Messages of which nobody knows whether the carrier has them, and binds of which somebody else has become the owner.</summary>
[Collection(SharedGateway.Name)]
public sealed class UncertainTests(Gateway gateway)
{
    [Fact]
    public async Task What_was_never_answered_is_marked_and_sent_again_unless_it_is_marketing()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier(_ => null);
        var config = scene.Carrier(carrier.Port);
        await scene.SetCarriersAsync(config);
        var transactional = await scene.SendAsync(scene.Number(1));
        var marketing = await scene.SendAsync(scene.Number(2), MessageCategory.Marketing);
        await carrier.ArrivedAsync(2);

        carrier.Answer = _ => CommandStatus.Ok;
        await scene.Bind(config).Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await RevivedAsync(scene, config, carrier);
        await scene.WaitAsync(EventType.MessageSent, message: transactional);

        Assert.Contains(await scene.TimelineAsync(transactional), entry => entry.Kind == TimelineKind.Uncertain);
        Assert.Equal(1, (await scene.ReadAsync(transactional)).Attempts);
        var held = await scene.ReadAsync(marketing);
        Assert.Equal(MessageStatus.Sending, held.Status);
        Assert.Equal("uncertain", held.Reason);
        Assert.Equal(held.Message.ExpiresAt, held.DueAt);
        Assert.Equal(marketing, Assert.Single(await scene.WaitAsync(EventType.MessageUncertain)).Message);
        Assert.Equal(2, carrier.Arrived.Count(one => one.To == scene.Number(1)[1..]));
        Assert.Equal(1, carrier.Arrived.Count(one => one.To == scene.Number(2)[1..]));
    }

    [Fact]
    public async Task What_was_not_answered_in_three_tries_has_failed()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        carrier.Answer = arrived =>
        {
            _ = arrived.Session.DisposeAsync().AsTask();
            return null;
        };
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var id = await scene.SendAsync(scene.Number(1));

        Assert.Equal("uncertain", Assert.Single(await scene.WaitAsync(EventType.MessageFailed, message: id)).Reason);
        Assert.Equal(3, carrier.Arrived.Count);
        Assert.Equal(
            [TimelineKind.Uncertain, TimelineKind.Uncertain, TimelineKind.Uncertain, TimelineKind.Ended],
            (await scene.TimelineAsync(id)).Select(entry => entry.Kind).SkipWhile(kind => kind != TimelineKind.Uncertain));
    }

    [Fact]
    public async Task A_bind_that_another_owner_has_claimed_sends_nothing_until_it_has_claimed_it_again()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        var config = scene.Carrier(carrier.Port);
        await scene.SetCarriersAsync(config);
        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(1)));

        var claim = await gateway.Store.ClaimBindAsync(new BindKey(config.Id, 0));
        var second = await scene.SendAsync(scene.Number(2));
        await RevivedAsync(scene, config, carrier);
        await scene.WaitAsync(EventType.MessageSent, message: second);

        Assert.Equal(claim.Epoch + 2, (await gateway.Store.ClaimBindAsync(new BindKey(config.Id, 0))).Epoch);
        Assert.Equal([scene.Number(1)[1..], scene.Number(2)[1..]], carrier.Arrived.Select(one => one.To));
    }

    [Fact]
    public async Task No_more_than_a_window_and_one_intent_are_uncertain_while_the_store_is_slow()
    {
        const int Window = 10;
        const int Most = Window + SubmitIntent.MaxMessages;
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        var config = scene.Carrier(carrier.Port, Window);
        await scene.SetCarriersAsync(config);
        await carrier.BoundAsync();
        var bind = new BindKey(config.Id, 0);

        using (gateway.Held.Hold(changes => changes.Changes.Any(change => change.Entry.Carrier == bind.ToString())))
        {
            await scene.SendAllAsync(Enumerable.Range(1, 2 * Most).Select(scene.Number));
            await carrier.ArrivedAsync(Most - 1);

            // The last place is kept for a code.
            await scene.SendAsync(scene.Number(9_998), MessageCategory.Authentication);
            await carrier.ArrivedAsync(one => one.To == scene.Number(9_998)[1..]);

            // The bind has heard of another code when it has answered a text that came later, and would have sent it before all others.
            await scene.SendAsync(scene.Number(9_999), MessageCategory.Authentication);
            Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(9_999), "60000", "Hello"));
            Assert.Equal(Most, carrier.Arrived.Count);
            Assert.DoesNotContain(carrier.Arrived, one => one.To == scene.Number(9_999)[1..]);
        }

        await scene.WaitAsync(EventType.MessageSent, (2 * Most) + 2);
        Assert.Equal((2 * Most) + 2, carrier.Arrived.Count);
    }

    /// <summary>Waits for the old session to end, and has the grain made anew, as the warden would.</summary>
    private static async Task RevivedAsync(Scene scene, Domain.Carriers.CarrierConfig config, ScriptedCarrier carrier)
    {
        await carrier.UnboundAsync();
        await scene.Bind(config).GetStateAsync();
        await carrier.BoundAsync();
    }
}
