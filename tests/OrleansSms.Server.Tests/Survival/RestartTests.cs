using System.Text.Json;

namespace OrleansSms.Server.Tests.Survival;

/// <summary>A process that is killed or stopped, and what it finds when it is back.</summary>
public sealed class RestartTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private const int Window = 100;

    /// <summary>Messages of one durable intent. While the store is slow, answers wait to be recorded and their places in the window are used again: so many may be at the carrier beside a window.</summary>
    private const int Intent = 256;

    private readonly Api _api = setup.Api;

    [Fact]
    public async Task Messages_queued_when_the_process_is_killed_all_arrive_once_the_carrier_is_there()
    {
        var numbers = Enumerable.Range(0, 300).Select(_ => setup.NewNumber()).ToList();
        await setup.North.StopListeningAsync();
        await setup.North.DropAsync();
        var batch = await _api.SubmitBatchAsync(numbers);

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();
        await setup.North.ListenAsync();

        await _api.BatchIsAsync(batch, numbers.Count, "delivered");
        await OnceEachAsync(numbers);
    }

    [Fact]
    public async Task Of_messages_under_way_when_the_process_is_killed_none_is_lost_and_only_those_are_repeated_and_marked_of_which_nothing_was_recorded()
    {
        var numbers = Enumerable.Range(0, 500).Select(_ => setup.NewNumber()).ToList();
        var before = (await setup.North.GetCountsAsync()).GetValueOrDefault(PeerCounter.Submits);
        var batch = await _api.SubmitBatchAsync(numbers);
        await setup.North.WaitForAsync(PeerCounter.Submits, before + 120, TwoCarriers.Timeout);
        var recorded = (await Eventually.ReadAsync(() => SentAsync(batch), static sent => sent.Count > 0)).Select(NumberOf).ToHashSet();

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        var submits = await Eventually.ReadAsync(
            async () => (await setup.North.GetSubmitsAsync(before)).Where(submit => numbers.Contains('+' + submit.Destination)).ToList(),
            all => all.Select(submit => submit.Destination).Distinct().Count() == numbers.Count);
        await _api.BatchIsAsync(batch, numbers.Count, "delivered", "sent");
        var repeated = submits.CountBy(submit => submit.Destination).Where(static times => times.Value > 1).Select(static times => times.Key).ToHashSet();
        Assert.InRange(submits.Count - numbers.Count, 0, Window + Intent);
        Assert.Empty(repeated.Intersect(recorded));
        var doubled = (await _api.BatchMessagesAsync(batch)).Where(message => repeated.Contains(NumberOf(message)));
        Assert.All(await Task.WhenAll(doubled.Select(message => _api.TimelineAsync(message.Text("id")!))), static timeline => Assert.Contains("uncertain", timeline.Kinds()));
    }

    [Fact]
    public async Task A_receipt_that_comes_after_a_restart_finds_its_message()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Receipts = [] });
        var id = await _api.SubmitAsync(to);
        await _api.MessageIsAsync(id, "sent");
        var submit = Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));

        await setup.Gateway.Kill9Async();
        var binds = (await setup.North.GetCountsAsync())[PeerCounter.Binds];
        await setup.Gateway.StartAgainAsync();
        await setup.North.WaitForAsync(PeerCounter.Binds, binds + 1, TwoCarriers.Timeout);

        Assert.Equal(0u, await setup.North.SendReceiptAsync(submit, ReceiptDialects.Classic));
        await _api.MessageIsAsync(id, "delivered");
    }

    [Fact]
    public async Task A_message_killed_before_its_answer_is_marked_uncertain_and_sent_again()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Answer = SubmitAnswer.Never });
        var id = await _api.SubmitAsync(to);
        await TwoCarriers.SubmitsToAsync(setup.North, to, 1);

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        await _api.MessageIsAsync(id, "delivered");
        Assert.Contains("uncertain", (await _api.TimelineAsync(id)).Kinds());
        Assert.Equal(2, (await TwoCarriers.SubmitsToAsync(setup.North, to)).Count);
    }

    [Fact]
    public async Task A_scheduled_message_and_an_idempotency_key_survive_a_kill()
    {
        var to = setup.NewNumber();
        var request = new { to, body = "Later", send_at = TimeProvider.System.GetUtcNow().AddSeconds(5) };
        var first = (await _api.PostAsync("/v1/messages", request, "key-kept")).Expect(202);

        await setup.Gateway.Kill9Async();
        await setup.Gateway.StartAgainAsync();

        var second = (await _api.PostAsync("/v1/messages", request, "key-kept")).Expect(202);
        Assert.Equal((first.Text, "true"), (second.Text, second.Header("Idempotent-Replayed")));
        await _api.MessageIsAsync(first.Id, "delivered");
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_answers_what_is_under_way_unbinds_and_exits_with_0()
    {
        var to = setup.NewNumber();
        var unbinds = (await setup.North.GetCountsAsync()).GetValueOrDefault(PeerCounter.Unbinds);
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), DelayMs = 500 });
        var id = await _api.SubmitAsync(to);
        await TwoCarriers.SubmitsToAsync(setup.North, to, 1);

        var exitCode = await setup.Gateway.TerminateAsync();

        Assert.Equal(0, exitCode);
        await setup.North.WaitForAsync(PeerCounter.Unbinds, unbinds + 1, TwoCarriers.Timeout);
        await setup.Gateway.StartAgainAsync();
        await _api.MessageIsAsync(id, "delivered");
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.DoesNotContain("uncertain", (await _api.TimelineAsync(id)).Kinds());
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_under_load_loses_nothing_and_sends_nothing_twice()
    {
        var numbers = Enumerable.Range(0, 500).Select(_ => setup.NewNumber()).ToList();
        var before = (await setup.North.GetCountsAsync()).GetValueOrDefault(PeerCounter.Submits);
        var batch = await _api.SubmitBatchAsync(numbers);
        await setup.North.WaitForAsync(PeerCounter.Submits, before + 120, TwoCarriers.Timeout);

        Assert.Equal(0, await setup.Gateway.TerminateAsync());
        await setup.Gateway.StartAgainAsync();

        await _api.BatchIsAsync(batch, numbers.Count, "delivered", "sent");
        await OnceEachAsync(numbers);
    }

    [Fact]
    public async Task While_another_process_locks_the_store_work_is_refused_and_taken_again_afterwards()
    {
        var to = setup.NewNumber();
        using (StoreLock.Take(Path.Combine(setup.Gateway.DataDirectory, "orleanssms.db")))
        {
            var refused = (await _api.PostAsync("/v1/messages", new { to, body = "Hi" })).Expect(503);
            Assert.NotNull(refused.Header("Retry-After"));
            Assert.True(refused.Json.GetProperty("retryable").GetBoolean());
            (await _api.GetAsync("/readyz")).Expect(503);
            (await _api.GetAsync("/healthz")).Expect(200);
        }

        await Eventually.ReadAsync(() => _api.GetAsync("/readyz"), ready => ready.Status == 200);
        await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered");
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
    }

    private static string NumberOf(JsonElement message) => TwoCarriers.Digits(message.Text("to")!);

    /// <summary>The messages of a batch of which it stands in the store that the carrier has them.</summary>
    private async Task<IReadOnlyList<JsonElement>> SentAsync(string batch) =>
        [.. (await _api.BatchMessagesAsync(batch)).Where(static message => message.Status() is "sent" or "delivered")];

    private async Task OnceEachAsync(IReadOnlyList<string> numbers)
    {
        var wanted = numbers.Select(TwoCarriers.Digits).ToHashSet();
        var got = (await setup.North.GetSubmitsAsync()).Select(submit => submit.Destination).Where(wanted.Contains).ToList();
        Assert.Equal(wanted.Count, got.Count);
        Assert.Equal(wanted, [.. got]);
    }
}
