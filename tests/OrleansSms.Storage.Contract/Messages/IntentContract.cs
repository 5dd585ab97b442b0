namespace OrleansSms.Storage.Contract.Messages;

/// <summary>Binds' owners and what they may have sent.</summary>
public abstract class IntentContract : StoreContract
{
    [Fact]
    public async Task Each_claim_raises_the_epoch_of_that_bind_only()
    {
        Assert.Equal(1, (await Store.ClaimBindAsync(Bind)).Epoch);
        Assert.Equal(2, (await Store.ClaimBindAsync(Bind)).Epoch);
        Assert.Equal(1, (await Store.ClaimBindAsync(OtherBind)).Epoch);
    }

    [Fact]
    public async Task A_message_in_an_intent_is_shown_as_sending_until_it_is_settled()
    {
        var message = await Queued();
        var waiting = await Queued();
        await Intend(1, message.Id);
        Assert.Equal(MessageStatus.Sending, (await Read(message.Id)).Status);
        Assert.Equal(MessageStatus.Queued, (await Read(waiting.Id)).Status);
        Assert.Equal(message.Id, Assert.Single((await Store.ListAsync(new MessageFilter { Status = MessageStatus.Sending })).Items).Message.Id);
        Assert.Equal(waiting.Id, Assert.Single((await Store.ListAsync(new MessageFilter { Status = MessageStatus.Queued })).Items).Message.Id);

        await Commit(new ChangeSet { IntentsOver = [new IntentsOver(Bind, 1, [message.Id])] });

        Assert.Equal(MessageStatus.Queued, (await Read(message.Id)).Status);
    }

    [Fact]
    public async Task A_claim_returns_what_an_earlier_owner_may_have_sent()
    {
        var unanswered = await Queued();
        var answered = await Queued();
        var alreadySent = await Queued();
        await Intend(1, alreadySent.Id, unanswered.Id, answered.Id);
        await Commit(new ChangeSet { Changes = [New.Sent(alreadySent.Id)] });
        await Commit(new ChangeSet { IntentsOver = [new IntentsOver(Bind, 1, [answered.Id])] });

        var claim = await Store.ClaimBindAsync(Bind);

        Assert.Equal(2, claim.Epoch);
        Assert.Equal(unanswered.Id, Assert.Single(claim.Uncertain).Message.Id);
    }

    [Fact]
    public async Task Intents_stay_until_they_are_settled()
    {
        var message = await Queued();
        await Intend(1, message.Id);
        await Store.ClaimBindAsync(Bind);
        Assert.Single((await Store.ClaimBindAsync(Bind)).Uncertain);

        await Commit(new ChangeSet { IntentsOver = [new IntentsOver(Bind, 1, [message.Id])] });

        Assert.Empty((await Store.ClaimBindAsync(Bind)).Uncertain);
    }

    [Fact]
    public async Task What_an_earlier_owner_settles_late_leaves_the_intent_of_the_newer()
    {
        var message = await Queued();
        await Intend(1, message.Id);
        await Intend(2, message.Id);

        await Commit(new ChangeSet { IntentsOver = [new IntentsOver(Bind, 1, [message.Id])] });

        Assert.Equal(message.Id, Assert.Single((await Store.ClaimBindAsync(Bind)).Uncertain).Message.Id);
    }

    [Fact]
    public async Task An_owner_settles_what_earlier_ones_left()
    {
        var early = await Queued();
        var late = await Queued();
        await Intend(1, early.Id);
        await Intend(2, late.Id);
        Assert.Equal([early.Id, late.Id], (await Store.ClaimBindAsync(Bind)).Uncertain.Select(queued => queued.Message.Id));

        await Commit(new ChangeSet { IntentsOver = [new IntentsOver(OtherBind, 3, [early.Id]), new IntentsOver(Bind, 3, [late.Id])] });

        Assert.Equal(early.Id, Assert.Single((await Store.ClaimBindAsync(Bind)).Uncertain).Message.Id);
    }

    [Fact]
    public async Task A_message_that_has_left_its_lane_is_under_no_intent()
    {
        var sent = await Queued();
        var half = await Queued(segments: 2);
        await Intend(1, sent.Id, half.Id);
        await Commit(New.Sent(sent.Id), New.Sent(half.Id, 0b01));
        await Commit(new ChangeSet { Intent = new SubmitIntent(Bind, 1, [sent.Id, New.Id()]) });

        Assert.Equal(MessageStatus.Sent, (await Read(sent.Id)).Status);
        var left = Assert.Single((await Store.ClaimBindAsync(Bind)).Uncertain);
        Assert.Equal((half.Id, 1L), (left.Message.Id, left.SentMask));
    }

    [Fact]
    public async Task Nothing_is_written_for_an_owner_that_has_been_replaced()
    {
        var message = await Queued();
        var epoch = (await Store.ClaimBindAsync(Bind)).Epoch;
        await Store.ClaimBindAsync(Bind);

        var result = await Commit(new ChangeSet
        {
            Intent = new SubmitIntent(Bind, epoch, [message.Id]),
            Changes = [New.Change(message.Id, MessageStatus.Failed)],
        });

        Assert.Equal(CommitOutcome.EpochLost, result.Outcome);
        Assert.Equal(MessageStatus.Queued, (await Read(message.Id)).Status);
        Assert.Empty((await Store.ClaimBindAsync(Bind)).Uncertain);
    }

    [Fact]
    public async Task Nobody_sends_through_a_bind_that_was_never_claimed()
    {
        var message = await Queued();

        Assert.Equal(CommitOutcome.EpochLost, (await Commit(new ChangeSet { Intent = new SubmitIntent(Bind, 0, [message.Id]) })).Outcome);
    }

    [Fact]
    public async Task Of_many_claims_at_the_same_time_each_has_its_own_epoch()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Store.ClaimBindAsync(Bind)));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => (long)i), claims.Select(claim => claim.Epoch).Order());
    }

    private async Task Intend(long expectedEpoch, params MessageId[] messages)
    {
        var epoch = (await Store.ClaimBindAsync(Bind)).Epoch;
        Assert.Equal(expectedEpoch, epoch);
        Assert.Equal(CommitOutcome.Written, (await Commit(new ChangeSet { Intent = new SubmitIntent(Bind, epoch, messages) })).Outcome);
    }
}
