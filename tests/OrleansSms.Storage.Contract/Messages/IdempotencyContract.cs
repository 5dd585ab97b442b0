namespace OrleansSms.Storage.Contract.Messages;

/// <summary>Requests that come twice.</summary>
public abstract class IdempotencyContract : StoreContract
{
    [Fact]
    public async Task The_answer_to_a_request_is_found_by_its_key()
    {
        var request = New.Request(1);
        await Commit(new ChangeSet { Idempotency = request, NewMessages = [New.Queued(Bind)] });

        var answer = await Store.FindAnswerAsync(request.Key);

        Assert.NotNull(answer);
        Assert.Equal(request.Key.ToArray(), answer.Key.ToArray());
        Assert.Equal(request.RequestHash.ToArray(), answer.RequestHash.ToArray());
        Assert.Equal(request.Answer.ToArray(), answer.Answer.ToArray());
        Assert.Equal(request.At, answer.At);
        Assert.Null(await Store.FindAnswerAsync(New.Request(2).Key));
    }

    [Fact]
    public async Task Nothing_of_a_repeated_request_is_written()
    {
        await Commit(new ChangeSet { Idempotency = New.Request(1) });
        var again = New.Queued(Bind);

        var result = await Commit(new ChangeSet { Idempotency = New.Request(1, hash: 2), NewMessages = [again], Inbound = [New.Inbound()] });

        Assert.Equal(CommitOutcome.KeyExists, result.Outcome);
        Assert.Empty(result.States);
        Assert.Empty(await Store.ReadAsync([again.Message.Id]));
        Assert.Empty((await Store.ListInboundAsync(null, null, 10)).Items);
        Assert.Empty(await EventTypes());
        Assert.Equal(1, (await Store.FindAnswerAsync(New.Request(1).Key))!.RequestHash.Span[0]);
    }

    [Fact]
    public async Task Of_many_requests_with_one_key_at_the_same_time_one_is_written()
    {
        var messages = Enumerable.Range(0, 100).Select(_ => New.Queued(Bind)).ToList();

        var results = await Task.WhenAll(messages.Select(message =>
            Store.CommitAsync(new ChangeSet { Idempotency = New.Request(1), NewMessages = [message] }, CommitLane.Bulk)));

        Assert.Single(results, result => result.Outcome == CommitOutcome.Written);
        Assert.Single(await Store.ReadAsync([.. messages.Select(message => message.Message.Id)]));
    }

    [Fact]
    public async Task Answers_are_forgotten_after_their_time_and_not_before()
    {
        var retention = Retention.Default;
        await Commit(new ChangeSet { Idempotency = New.Request(1) });
        Time.Advance(retention.Idempotency);
        await Commit(new ChangeSet { Idempotency = New.Request(2) });

        while (await Stores.Maintenance.PruneAsync(New.Now + 1, retention))
        {
        }

        Assert.Null(await Store.FindAnswerAsync(New.Request(1).Key));
        Assert.NotNull(await Store.FindAnswerAsync(New.Request(2).Key));
    }
}
