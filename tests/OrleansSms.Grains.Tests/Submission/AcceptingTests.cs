using Orleans.Core.Internal;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Grains.Tests.Hosting;
using OrleansSms.Smpp.Pdus;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Submission;

/// <summary>What is accepted, when it may go, and what is held or refused.</summary>
[Collection(SharedGateway.Name)]
public sealed class AcceptingTests(Gateway gateway)
{
    [Fact]
    public async Task A_cap_of_three_lets_exactly_three_of_a_thousand_through()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(3, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port, window: 100));

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => scene.SubmitAsync(Scene.Request(scene.Number(1), MessageCategory.Marketing))));

        Assert.All(results, result => Assert.Equal(SubmitVerdict.Accepted, result.Verdict));
        Assert.Equal(3, results.Count(result => result.Message!.Status == MessageStatus.Queued));
        Assert.Equal(997, results.Count(result => result.Message is { Status: MessageStatus.Held, Reason: "frequency_cap" }));
        await scene.WaitAsync(EventType.MessageSent, 3);
        Assert.Equal(3, carrier.Arrived.Count);
    }

    [Fact]
    public async Task A_message_that_had_to_wait_counts_towards_the_cap_once_it_goes()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        var later = Scene.Request(scene.Number(1)) with { SendAt = TimeProvider.System.GetUnixMicros() + 500_000 };
        await scene.WaitAsync(EventType.MessageSent, message: (await scene.SubmitAsync(later)).Message!.Id);

        // What the recipient's grain remembers is forgotten; the rows are not.
        await ShardOf(scene.Number(1)).Cast<IGrainManagementExtension>().DeactivateOnIdle();

        Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
    }

    [Fact]
    public async Task A_place_in_a_cap_that_is_not_durable_yet_is_kept_while_grains_leave_memory()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        using var decided = new SemaphoreSlim(0);
        bool Note(ChangeSet changes) => changes.NewMessages.Any(row => row.Message.Account == scene.Account) && decided.Release() >= 0;
        Task<SubmitResult> first, second;

        using (gateway.Held.Hold(Note))
        {
            first = scene.SubmitAsync(Scene.Request(scene.Number(1)));
            await decided.WaitAsync().WaitAsync(Gateway.Limit);
            await gateway.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            second = scene.SubmitAsync(Scene.Request(scene.Number(1)));
            await decided.WaitAsync().WaitAsync(Gateway.Limit);
        }

        Assert.Equal(MessageStatus.Queued, (await first).Message!.Status);
        Assert.Equal(MessageStatus.Held, (await second).Message!.Status);
    }

    [Fact]
    public async Task A_place_in_a_cap_that_is_not_durable_when_its_grain_is_replaced_never_will_be()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        using var decided = new SemaphoreSlim(0);
        var isFirst = true;
        bool TakeFirst(ChangeSet changes)
        {
            var takes = isFirst && changes.NewMessages.Any(row => row.Message.Account == scene.Account);
            isFirst &= !takes;
            return takes && decided.Release() >= 0;
        }

        Task<SubmitResult> first;
        using (gateway.Held.Hold(TakeFirst))
        {
            first = scene.SubmitAsync(Scene.Request(scene.Number(1)));
            await decided.WaitAsync().WaitAsync(Gateway.Limit);
            await ShardOf(scene.Number(1)).Cast<IGrainManagementExtension>().DeactivateOnIdle();
            Assert.Equal(MessageStatus.Queued, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
        }

        Assert.Equal(SubmitVerdict.Unavailable, (await first).Verdict);
        Assert.Single((await gateway.Store.ListAsync(new MessageFilter { Account = scene.Account })).Items);
        Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
    }

    [Fact]
    public async Task A_message_of_which_nobody_heard_that_it_is_durable_counts_all_the_same()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        gateway.Held.LoseAnswers(changes => changes.NewMessages.Any(row => row.Message.Account == scene.Account));
        Assert.Equal(SubmitVerdict.Unavailable, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Verdict);
        gateway.Held.LoseAnswers(null);

        Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
    }

    [Fact]
    public async Task A_message_that_is_canceled_gives_its_place_in_the_cap_back()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await scene.SetCarriersAsync(scene.Carrier(await ScriptedCarrier.ClosedPortAsync()));
        var first = await scene.SendAsync(scene.Number(1));
        Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);

        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(first)).Verdict);

        Assert.Equal(MessageStatus.Queued, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
    }

    [Fact]
    public async Task A_message_that_no_carrier_took_gives_its_place_in_the_cap_back_and_one_that_was_sent_does_not()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await scene.SetCarriersAsync();
        Assert.Equal(MessageStatus.Failed, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
        await using var carrier = new ScriptedCarrier(_ => CommandStatus.InvalidDestinationAddress);
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        await scene.WaitAsync(EventType.MessageFailed, message: await scene.SendAsync(scene.Number(1)));
        await MayGoAsync(scene, scene.Number(1));
        carrier.Answer = _ => CommandStatus.Ok;
        await scene.WaitAsync(EventType.MessageSent, message: await scene.SendAsync(scene.Number(1)));

        Assert.Equal(MessageStatus.Held, (await scene.SubmitAsync(Scene.Request(scene.Number(1)))).Message!.Status);
    }

    [Fact]
    public async Task A_code_is_not_held_by_a_cap()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(cap: new RecipientCap(1, 86_400));
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        await scene.SendAsync(scene.Number(1), MessageCategory.Authentication);
        await scene.SendAsync(scene.Number(1), MessageCategory.Authentication);

        await scene.WaitAsync(EventType.MessageSent, 2);
    }

    [Fact]
    public async Task What_comes_faster_than_the_account_may_send_waits_and_beyond_the_bound_is_refused()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync(tps: 10, backlogSeconds: 2);
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));

        var batch = await scene.SendAllAsync(Enumerable.Range(1, 600).Select(scene.Number));
        var refused = await scene.SubmitAsync(Scene.Request(scene.Number(99)));

        Assert.Equal(SubmitVerdict.RateLimited, refused.Verdict);
        Assert.InRange(refused.RetryAfterSeconds, 1, 60);
        Assert.Equal((10, 0), (batch.RateLimit?.Limit, batch.RateLimit?.Remaining));
        var page = await gateway.Store.ListAsync(new MessageFilter { Account = scene.Account, Batch = batch.Batch, Limit = 600 });
        var times = page.Items.Select(record => record.Message.NotBefore).Order().ToArray();
        Assert.Equal(600, times.Length);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(100_000, pair.Second - pair.First));
    }

    [Fact]
    public async Task A_scheduled_message_is_sent_when_its_time_has_come()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        var sendAt = TimeProvider.System.GetUnixMicros() + 1_500_000;

        var result = await scene.SubmitAsync(Scene.Request(scene.Number(1)) with { SendAt = sendAt });
        Assert.Equal(MessageStatus.Scheduled, result.Message!.Status);
        await scene.WaitAsync(EventType.MessageSent, message: result.Message.Id);

        Assert.True((await scene.ReadAsync(result.Message.Id)).QueuedAt >= sendAt);
        Assert.Single(carrier.Arrived);
    }

    [Fact]
    public async Task A_scheduled_message_can_be_canceled()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        var result = await scene.SubmitAsync(Scene.Request(scene.Number(1)) with { SendAt = TimeProvider.System.GetUnixMicros() + 3_600_000_000 });

        Assert.Equal(CancelVerdict.Canceled, (await scene.Submission.CancelAsync(result.Message!.Id)).Verdict);
        Assert.Equal(CancelVerdict.NotFound, (await gateway.NewScene().Submission.CancelAsync(result.Message.Id)).Verdict);
    }

    [Fact]
    public async Task One_key_used_fifty_times_at_once_makes_one_message()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        var request = Scene.Request(scene.Number(1)) with { Idempotency = new IdempotencyKey(Guid.NewGuid().ToByteArray(), new byte[32]) };

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scene.SubmitAsync(request)));
        var again = await scene.SubmitAsync(request);
        var other = await scene.SubmitAsync(request with { Idempotency = request.Idempotency with { RequestHash = [1, .. new byte[31]] } });

        Assert.All(results, result => Assert.True(result.Verdict is SubmitVerdict.Accepted or SubmitVerdict.KeyInFlight));
        Assert.Single(results, result => result is { Verdict: SubmitVerdict.Accepted, Replayed: false });
        Assert.True(again.Replayed);
        Assert.Single(results.Append(again).Where(result => result.Message is not null).Select(result => result.Message!.Id).Distinct());
        Assert.Equal(SubmitVerdict.KeyReused, other.Verdict);
        await scene.WaitAsync(EventType.MessageSent);
        Assert.Single((await gateway.Store.ListAsync(new MessageFilter { Account = scene.Account })).Items);
    }

    [Fact]
    public async Task Requests_that_come_together_have_each_their_own_result()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await using var carrier = new ScriptedCarrier();
        await scene.SetCarriersAsync(scene.Carrier(carrier.Port));
        var keyed = Scene.Request(scene.Number(1)) with { Idempotency = new IdempotencyKey(Guid.NewGuid().ToByteArray(), new byte[32]) };
        var first = await scene.SubmitAsync(keyed);

        var results = await scene.Submission.SubmitManyAsync([Scene.Request("nobody"), keyed, Scene.Request(scene.Number(2)), keyed, Scene.Request(scene.Number(3))]);

        Assert.Equal(
            [SubmitVerdict.Invalid, SubmitVerdict.Accepted, SubmitVerdict.Accepted, SubmitVerdict.KeyInFlight, SubmitVerdict.Accepted],
            results.Select(result => result.Verdict));
        Assert.Equal("/to", Assert.Single(results[0].Errors).Pointer);
        Assert.Equal((true, first.Message!.Id), (results[1].Replayed, results[1].Message!.Id));
        Assert.Equal(scene.Number(2), results[2].Message!.To.ToString());
        Assert.Equal(scene.Number(3), results[4].Message!.To.ToString());
        await scene.WaitAsync(EventType.MessageSent, 3);
        Assert.Equal(3, carrier.Arrived.Count);
    }

    [Fact]
    public async Task A_number_that_no_carrier_takes_fails_at_once()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await scene.SetCarriersAsync();

        var result = await scene.SubmitAsync(Scene.Request(scene.Number(1)));

        Assert.Equal((MessageStatus.Failed, "no_route"), (result.Message!.Status, result.Message.Reason));
    }

    [Fact]
    public async Task A_batch_takes_the_good_rows_and_names_the_bad()
    {
        var scene = gateway.NewScene();
        await scene.SetAccountAsync();
        await scene.SetCarriersAsync();

        var result = await scene.SendAllAsync([scene.Number(1), "nobody", scene.Number(2)]);

        Assert.Equal((2, 1), (result.Accepted, result.Rejected));
        Assert.Equal("/recipients/1/to", Assert.Single(result.Errors).Pointer);
    }

    private IRecipientsGrain ShardOf(string number)
    {
        Assert.True(NumberParser.TryParse(number, null, out var parsed));
        return gateway.Grains.GetGrain<IRecipientsGrain>(RecipientShard.Of(parsed));
    }

    /// <summary>The place is given back right after the event that tells how the message ended: nothing tells of it but the rules.</summary>
    private static async Task MayGoAsync(Scene scene, string to)
    {
        using var limit = new CancellationTokenSource(Gateway.Limit);
        while ((await scene.Submission.PreviewAsync(Scene.Request(to), limit.Token)).Decision != "send")
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
