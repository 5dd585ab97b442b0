using CsCheck;

namespace OrleansSms.Storage.Contract.Messages;

/// <summary>How messages move.</summary>
public abstract class ChangeContract : StoreContract
{
    [Fact]
    public async Task A_message_goes_from_queued_to_sent_to_delivered()
    {
        var message = await Queued();
        Time.Advance(TimeSpan.FromSeconds(1));
        var sentAt = New.Now;
        var sent = await Commit(New.Sent(message.Id, smscId: "A1"));
        Time.Advance(TimeSpan.FromSeconds(1));
        var delivered = await Commit(New.Delivered(message.Id));

        Assert.Equal(new ChangeResult(true, MessageStatus.Queued, MessageStatus.Sent), Assert.Single(sent.States));
        Assert.Equal(new ChangeResult(true, MessageStatus.Sent, MessageStatus.Delivered), Assert.Single(delivered.States));
        var record = await Read(message.Id);
        Assert.Equal((MessageStatus.Delivered, "A1", 1L, 1L), (record.Status, record.SmscMessageId, record.SentMask, record.DeliveredMask));
        Assert.Equal((message.CreatedAt, sentAt, New.Now), (record.QueuedAt, record.SentAt, record.FinalAt));
        Assert.Equal(2, record.Version);
    }

    [Fact]
    public async Task A_long_message_is_sent_when_its_last_segment_is()
    {
        var message = await Queued(segments: 2);

        await Commit(New.Sent(message.Id, 0b10, "second"));
        Assert.Equal(MessageStatus.Sending, (await Read(message.Id)).Status);
        await Commit(New.Sent(message.Id, 0b01, "first"));

        var record = await Read(message.Id);
        Assert.Equal((MessageStatus.Sent, "second", 0b11L), (record.Status, record.SmscMessageId, record.SentMask));
        Assert.Equal([EventType.MessageAccepted, EventType.MessageQueued, EventType.MessageSent], await EventTypes());
    }

    [Fact]
    public async Task Of_a_message_of_which_nobody_knows_the_log_tells_once()
    {
        var message = await Queued();

        await Commit(New.Change(message.Id, MessageStatus.Sending) with { Reason = "uncertain", DueAt = New.Now + 10 });
        await Commit(New.Change(message.Id, MessageStatus.Sending) with { Reason = "uncertain" });
        await Commit(New.Change(message.Id, MessageStatus.Failed) with { Reason = "uncertain" });

        Assert.Equal([EventType.MessageAccepted, EventType.MessageQueued, EventType.MessageUncertain, EventType.MessageFailed], await EventTypes());
    }

    [Fact]
    public async Task What_comes_after_the_end_only_adds_to_the_timeline()
    {
        var message = await Queued();
        await Commit(New.Change(message.Id, MessageStatus.Failed) with { Reason = "rejected", Error = "11" });
        var before = await Read(message.Id);
        Time.Advance(TimeSpan.FromMinutes(1));

        var late = await Commit(New.Delivered(message.Id) with { Reason = "late", Error = "x", Attempts = 9, DueAt = 5, Bind = OtherBind });

        Assert.Equal(new ChangeResult(true, MessageStatus.Failed, MessageStatus.Failed), Assert.Single(late.States));
        Assert.Equivalent(before with { Version = before.Version + 1 }, await Read(message.Id), strict: true);
        Assert.Equal(4, (await Store.ReadTimelineAsync(message.Id))!.Count);
    }

    [Fact]
    public async Task A_step_back_changes_neither_status_nor_bind()
    {
        var message = await Queued();
        await Commit(New.Sent(message.Id));

        await Commit(New.Change(message.Id, MessageStatus.Queued) with { Bind = OtherBind, Attempts = 3, DueAt = 5 });

        var record = await Read(message.Id);
        Assert.Equal((MessageStatus.Sent, Bind, 0, null), (record.Status, record.Bind, record.Attempts, record.DueAt));
    }

    [Fact]
    public async Task A_queued_message_can_change_its_bind_and_count_its_attempts()
    {
        var message = await Queued();

        await Commit(New.Change(message.Id, MessageStatus.Queued) with { Bind = OtherBind, Attempts = 2, Reason = "failed_over" });

        var record = await Read(message.Id);
        Assert.Equal((MessageStatus.Queued, OtherBind, 2, "failed_over"), (record.Status, record.Bind, record.Attempts, record.Reason));
        Assert.Empty(await Store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10));
        Assert.Equal(2, Assert.Single(await Store.ReadQueueAsync(OtherBind, MessageCategory.Transactional, null, 10)).Attempts);
    }

    [Fact]
    public async Task A_scheduled_message_that_is_queued_is_no_longer_due()
    {
        var created = New.Scheduled(New.Now + 5);
        await Commit(created);
        Assert.Equal(New.Now + 5, (await Read(created.Message.Id)).DueAt);

        await Commit(New.Change(created.Message.Id, MessageStatus.Queued) with { Bind = Bind });

        var record = await Read(created.Message.Id);
        Assert.Equal((MessageStatus.Queued, null, New.Now), (record.Status, record.DueAt, record.QueuedAt));
        Assert.Empty(await Store.ReadDueAsync(long.MaxValue, 10));
    }

    [Fact]
    public async Task A_message_that_does_not_exist_is_reported_as_such()
    {
        var message = await Queued();
        var almost = new MessageId(new SortableId(message.Id.Value.High, message.Id.Value.Low ^ 1));

        var result = await Commit(New.Sent(New.Id()), New.Sent(almost), New.Sent(message.Id));

        Assert.Equal([false, false, true], result.States.Select(state => state.Found));
    }

    [Fact]
    public async Task Changes_of_one_set_are_applied_in_their_order()
    {
        var message = New.Queued(Bind);

        MessageChange[] changes = [New.Sent(message.Message.Id), New.Delivered(message.Message.Id)];
        var result = await Commit(new ChangeSet { NewMessages = [message], Changes = changes });

        Assert.Equal([MessageStatus.Sent, MessageStatus.Delivered], result.States.Select(state => state.After));
    }

    [Fact]
    public async Task Whatever_comes_status_never_goes_back_and_a_message_ends_once()
    {
        var step = Gen.Select(Gen.Int[0, 11], Gen.Long[0, 7], Gen.Long[0, 7], (to, sent, delivered) => (To: (MessageStatus)to, sent, delivered));
        var steps = step.List[1, 12];
        await steps.SampleAsync(
            async sequence =>
            {
                var message = await Queued(segments: 3);
                var states = new List<ChangeResult>();
                foreach (var (to, sent, delivered) in sequence)
                {
                    states.AddRange((await Commit(New.Change(message.Id, to) with { SentSegments = sent, DeliveredSegments = delivered })).States);
                }

                Assert.All(states, state => Assert.True(state.After >= state.Before));
                Assert.All(states.Zip(states.Skip(1)), pair => Assert.Equal(pair.First.After, pair.Second.Before));
                var events = (await Stores.Events.ReadAsync(Account, null, int.MaxValue)).Where(entry => entry.Message == message.Id).ToList();
                Assert.Equal(states[^1].After.IsFinal() ? 1 : 0, events.Count(static entry => entry.Type is >= EventType.MessageDelivered and <= EventType.MessageSuppressed));
                Assert.Equal(sequence.Count + 2, (await Store.ReadTimelineAsync(message.Id))!.Count);
            },
            iter: 60,
            threads: 2);
    }
}
