using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Tests.Carriers;

/// <summary>Messages that are taken back while they wait for a bind: by their sender, or because their recipient opted out.</summary>
[Collection(SharedGateway.Name)]
public sealed class TakingBackTests(Gateway gateway) : IDisposable
{
    public void Dispose() => gateway.Time.Step = TimeSpan.Zero;

    [Fact]
    public async Task A_message_in_a_lane_can_be_canceled_and_one_at_the_carrier_cannot()
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        var sent = await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var waiting = await scene.SendAsync(scene.Number(2));

        Assert.Equal(CancelVerdict.TooLate, (await scene.Submission.CancelAsync(sent)).Verdict);
        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(waiting)).Verdict);
        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(waiting)).Verdict);

        // The bind goes on, and passes over the canceled one.
        carrier.BreakSilence();
        var last = await scene.SendAsync(scene.Number(3));
        await scene.WaitAsync(EventType.MessageSent, message: last);
        Assert.Equal([scene.Number(1)[1..], scene.Number(3)[1..]], carrier.Arrived.Select(one => one.To));
    }

    [Fact]
    public async Task A_batch_of_which_a_part_has_gone_is_canceled_as_far_as_it_waits()
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        var batch = await scene.SendAllAsync(Enumerable.Range(1, 300).Select(scene.Number));
        await carrier.ArrivedAsync(1);

        // Two hundred and fifty of them are in the store only.
        Assert.Equal(299, await scene.Submission.CancelBatchAsync(batch.Batch!.Value));

        carrier.BreakSilence();
        var last = await scene.SendAsync(scene.Number(999));
        await scene.WaitAsync(EventType.MessageSent, message: last);
        Assert.Equal(2, carrier.Arrived.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task After_stop_nothing_that_waits_is_sent_though_the_clock_be_set_back_before(int hours)
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        await scene.SendAsync(scene.Number(1));
        await carrier.ArrivedAsync(1);
        var recalled = await scene.SendAsync(scene.Number(2));
        var other = await scene.SendAsync(scene.Number(3));

        gateway.Time.Step = TimeSpan.FromHours(hours);
        Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(2), "60000", "STOP"));
        carrier.BreakSilence();
        await scene.WaitAsync(EventType.MessageSent, message: other);

        Assert.Equal("opted_out", Assert.Single(await scene.WaitAsync(EventType.MessageSuppressed, message: recalled)).Reason);
        // The confirmation goes; it comes from the number that was texted.
        Assert.DoesNotContain(carrier.Arrived, one => one.To == scene.Number(2)[1..] && one.Pdu.Source.Value != "60000");
        Assert.Equal(MessageStatus.Suppressed, (await scene.SubmitAsync(Scene.Request(scene.Number(2)))).Message!.Status);
    }

    [Fact]
    public async Task After_stop_not_even_the_rest_of_a_message_is_sent_of_which_the_carrier_has_a_part()
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        var begun = await scene.SendAsync(scene.Number(2), body: new string('a', 400));
        await carrier.ArrivedAsync(1);

        Assert.Equal(CommandStatus.Ok, await carrier.TextAsync(scene.Number(2), "60000", "STOP"));
        carrier.BreakSilence();

        Assert.Equal("opted_out", Assert.Single(await scene.WaitAsync(EventType.MessageSuppressed, message: begun)).Reason);
        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(3)));
        Assert.Single(carrier.Arrived, one => one.To == scene.Number(2)[1..] && one.Pdu.Source.Value != "60000");
    }

    [Fact]
    public async Task An_opt_out_that_another_process_heard_reaches_what_is_fetched_from_the_store()
    {
        var scene = gateway.NewScene();
        await using var carrier = await scene.SilentCarrierAsync();
        await scene.SendAllAsync(Enumerable.Range(1, 2 * Gateway.LaneMessages).Select(scene.Number));
        var inStore = await scene.SendAsync(scene.Number(999));
        await carrier.ArrivedAsync(1);

        var recipient = new Msisdn(long.Parse(scene.Number(999)[1..], CultureInfo.InvariantCulture));
        var optOut = new OptOut(OptOut.EveryAccount, TimeProvider.System.GetUnixMicros(), "msg_1", "stop");
        await gateway.Services.GetRequiredService<IRecipientStore>().WriteAsync(recipient, new RecipientState { OptOuts = [optOut] });
        carrier.BreakSilence();

        Assert.Equal("opted_out", Assert.Single(await scene.WaitAsync(EventType.MessageSuppressed, message: inStore)).Reason);
        Assert.DoesNotContain(carrier.Arrived, one => one.To == scene.Number(999)[1..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task After_start_messages_are_sent_again_though_the_clock_be_set_back_before(int hours)
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(2)));

        await carrier.TextAsync(scene.Number(2), "60000", "stop");
        gateway.Time.Step = TimeSpan.FromHours(hours);
        await carrier.TextAsync(scene.Number(2), "60000", "start");

        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(2)));
    }
}
