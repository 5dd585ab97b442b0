namespace OrleansSms.Server.Tests.Carriers;

/// <summary>What becomes of a message by the carrier's answer to its submit_sm.</summary>
public sealed class AnswerTests(TwoCarriers setup) : IClassFixture<TwoCarriers>
{
    private const uint Throttled = 0x58;
    private const uint InvalidDestination = 0x0B;
    private const uint SubmitFailed = 0x45;

    private readonly Api _api = setup.Api;

    [Fact]
    public async Task Throttled_messages_wait_and_all_arrive_once()
    {
        var numbers = Enumerable.Range(0, 20).Select(_ => setup.NewNumber()).ToList();
        await setup.North.ScriptAsync(new() { Count = 5, Status = Throttled });

        await _api.BatchIsAsync(await _api.SubmitBatchAsync(numbers), numbers.Count, "delivered");

        var wanted = numbers.Select(TwoCarriers.Digits).ToHashSet();
        var submits = (await setup.North.GetSubmitsAsync()).Where(submit => wanted.Contains(submit.Destination)).ToList();
        Assert.Equal(5, submits.Count(submit => submit.Status == Throttled));
        Assert.Equal(numbers.Count, submits.Count(submit => submit.Status == 0));
        Assert.Equal(numbers.Count, submits.Where(submit => submit.Status == 0).Select(submit => submit.Destination).Distinct().Count());
        var state = (await _api.GetAsync("/v1/binds/north/0")).Expect(200).Json;
        Assert.Equal(5, state.Number("throttled"));
        Assert.NotNull(state.Text("tps_reason"));
        Assert.Null(state.Text("held_by"));
    }

    [Theory]
    [InlineData(0x64u)]
    [InlineData(0x08u)]
    public async Task A_temporary_error_is_tried_again(uint status)
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Status = status });

        var id = await _api.SubmitAsync(to);

        await _api.MessageIsAsync(id, "delivered");
        Assert.Equal([status, 0u], (await TwoCarriers.SubmitsToAsync(setup.North, to)).Select(submit => submit.Status));
        Assert.Equal(["submitted", "retried", "submitted", "receipt"], (await _api.TimelineAsync(id)).Kinds().Skip(3));
    }

    [Fact]
    public async Task Of_a_long_message_only_the_segment_that_was_throttled_is_sent_again()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Status = Throttled });
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1 });

        await _api.MessageIsAsync(await _api.SubmitAsync(to, new string('a', 300)), "delivered");

        var submits = await TwoCarriers.SubmitsToAsync(setup.North, to);
        Assert.Equal([0u, Throttled, 0u], submits.Select(submit => submit.Status));
        Assert.Equal(submits[1].ShortMessage, submits[2].ShortMessage);
    }

    [Fact]
    public async Task A_limited_error_fails_the_message_after_three_tries_and_is_named()
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = SubmitFailed });

        var message = await _api.MessageIsAsync(await _api.SubmitAsync(to), "failed");

        Assert.Equal(("carrier_rejected", "ESME_RSUBMITFAIL (0x00000045)"), (message.Text("status_reason"), message.Text("error")));
        Assert.Equal(3, (await TwoCarriers.SubmitsToAsync(setup.North, to)).Count);
    }

    [Fact]
    public async Task A_permanent_error_hands_over_to_the_next_carrier_of_the_route()
    {
        var to = setup.NewNumberOfBoth();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = InvalidDestination });

        var id = await _api.SubmitAsync(to);

        Assert.Equal("south", (await _api.MessageIsAsync(id, "delivered")).Text("carrier"));
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.South, to));
        var timeline = await _api.TimelineAsync(id);
        Assert.Equal(["submitted", "failed_over", "submitted", "receipt"], timeline.Kinds().Skip(3));
        var attempts = timeline.Where(entry => entry.Text("kind") == "submitted");
        Assert.Equal(
            [("north/0", InvalidDestination), ("south/0", 0u)],
            attempts.Select(entry => (entry.Text("carrier"), (uint)entry.Number("command_status"))));
    }

    [Fact]
    public async Task A_message_that_every_carrier_refuses_for_good_has_failed()
    {
        var to = setup.NewNumberOfBoth();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = InvalidDestination });
        await setup.South.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Status = InvalidDestination });

        var message = await _api.MessageIsAsync(await _api.SubmitAsync(to), "failed");

        Assert.Equal("ESME_RINVDSTADR (0x0000000B)", message.Text("error"));
    }

    [Theory]
    [InlineData(SubmitAnswer.Doubled)]
    [InlineData(SubmitAnswer.DropAfter)]
    public async Task A_strange_answer_that_accepts_is_one_acceptance(SubmitAnswer answer)
    {
        var to = setup.NewNumber();
        await setup.North.ScriptAsync(new() { Suffix = TwoCarriers.Digits(to), Count = 1, Answer = answer });

        await _api.MessageIsAsync(await _api.SubmitAsync(to), "delivered");

        Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to));
    }

    [Fact]
    public async Task Answers_in_any_order_find_their_messages()
    {
        var numbers = Enumerable.Range(0, 6).Select(_ => setup.NewNumber()).ToList();
        await setup.North.ScriptAsync(new() { Shuffle = numbers.Count });

        var ids = await Task.WhenAll(numbers.Select(to => _api.SubmitAsync(to)));
        foreach (var (id, to) in ids.Zip(numbers))
        {
            var message = await _api.MessageIsAsync(id, "delivered");
            Assert.Equal(Assert.Single(await TwoCarriers.SubmitsToAsync(setup.North, to)).Id, message.Text("smsc_message_id"));
        }

        await setup.North.ScriptAsync(new());
    }
}
