namespace OrleansSms.Storage.Contract.Messages;

/// <summary>What grains read back when they start: lanes, what is due, receipts and caps.</summary>
public abstract class QueueContract : StoreContract
{
    [Fact]
    public async Task A_lane_is_read_in_pages_oldest_first()
    {
        var expected = new List<MessageId>();
        for (var i = 0; i < 25; i++)
        {
            var category = i % 5 == 0 ? MessageCategory.Authentication : MessageCategory.Marketing;
            var created = New.Queued(i % 2 == 0 ? Bind : OtherBind, New.Message() with { Category = category });
            await Commit(created);
            if (created.Bind == Bind && category == MessageCategory.Marketing)
            {
                expected.Add(created.Message.Id);
            }
        }

        var read = new List<MessageId>();
        IReadOnlyList<QueuedMessage> page;
        do
        {
            page = await Store.ReadQueueAsync(Bind, MessageCategory.Marketing, read.Count == 0 ? null : read[^1], 4);
            read.AddRange(page.Select(queued => queued.Message.Id));
        }
        while (page.Count == 4);

        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task A_message_leaves_its_lane_when_it_is_sent()
    {
        var sent = await Queued();
        var half = await Queued(segments: 2);
        await Commit(New.Sent(sent.Id), New.Sent(half.Id, 0b01));

        var queued = Assert.Single(await Store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10));

        Assert.Equal((half.Id, 1L), (queued.Message.Id, queued.SentMask));
        Assert.Equivalent(half, queued.Message, strict: true);
    }

    [Fact]
    public async Task An_unknown_bind_has_an_empty_lane() =>
        Assert.Empty(await Store.ReadQueueAsync(new BindKey("nowhere", 3), MessageCategory.Transactional, null, 10));

    [Fact]
    public async Task What_is_due_is_read_earliest_first()
    {
        var late = New.Scheduled(New.Now + 20);
        var early = New.Scheduled(New.Now + 10);
        var held = new NewMessage(New.Message(), MessageStatus.Held, "quiet_hours", null, New.Now + 15, []);
        var tomorrow = New.Scheduled(New.Now + UnixMicros.From(TimeSpan.FromDays(1)));
        await Commit(late, early, held, tomorrow);
        var uncertain = await Queued();
        await Commit(New.Change(uncertain.Id, MessageStatus.Sending) with { DueAt = New.Now + 12 });

        var due = await Store.ReadDueAsync(New.Now + 20, 10);

        Assert.Equal([early.Message.Id, uncertain.Id, held.Message.Id, late.Message.Id], due.Select(record => record.Message.Id));
        Assert.Equal(early.Message.Id, Assert.Single(await Store.ReadDueAsync(New.Now + 20, 1)).Message.Id);
    }

    [Fact]
    public async Task A_receipt_is_found_by_its_smsc_id_until_it_has_come()
    {
        var message = await Queued(segments: 2);
        await Commit(
            New.Sent(message.Id, 0b01) with { OpenReceipt = new ReceiptKey(Carrier, "A", 0) },
            New.Sent(message.Id, 0b10) with { OpenReceipt = new ReceiptKey(Carrier, "B", 1) });

        var found = await Store.FindReceiptsAsync(Carrier, ["B", "none", "A"]);
        Assert.Equal(
            [
                new OpenReceipt(new ReceiptKey(Carrier, "B", 1), message.Id, MessageCategory.Transactional, 2),
                new OpenReceipt(new ReceiptKey(Carrier, "A", 0), message.Id, MessageCategory.Transactional, 2),
            ],
            found);
        Assert.Empty(await Store.FindReceiptsAsync("south", ["A"]));

        await Commit(New.Delivered(message.Id, 0b01) with { CloseReceipt = new ReceiptKey(Carrier, "A", 0) });
        Assert.Equal("B", Assert.Single(await Store.FindReceiptsAsync(Carrier, ["A", "B"])).Key.SmscMessageId);
    }

    [Fact]
    public async Task Receipts_that_never_come_are_forgotten_after_their_time()
    {
        var message = await Queued();
        await Commit(New.Sent(message.Id) with { OpenReceipt = new ReceiptKey(Carrier, "old", 0) });
        Time.Advance(Retention.Default.OpenReceipts + TimeSpan.FromSeconds(1));
        var fresh = await Queued();
        await Commit(New.Sent(fresh.Id) with { OpenReceipt = new ReceiptKey(Carrier, "new", 0) });

        while (await Stores.Maintenance.PruneAsync(New.Now, Retention.Default))
        {
        }

        Assert.Equal("new", Assert.Single(await Store.FindReceiptsAsync(Carrier, ["old", "new"])).Key.SmscMessageId);
    }

    [Fact]
    public async Task Only_an_accounts_own_recent_messages_to_the_recipient_count()
    {
        var counted = New.Message() with { CountsTowardsCap = true };
        var old = New.Message() with { CountsTowardsCap = true, CreatedAt = New.Now - 100 };
        var code = New.Message();
        var foreign = New.Message(OtherAccount) with { CountsTowardsCap = true };
        var neighbour = New.Message(to: 447700900124) with { CountsTowardsCap = true };
        await Commit([.. new[] { counted, old, code, foreign, neighbour }.Select(message => New.Queued(Bind, message))]);

        var read = await Store.ReadCountedAsync([counted.To], Account, New.Now - 50);

        Assert.Equal([new CountedMessage(counted, counted.CreatedAt)], read);
    }

    [Fact]
    public async Task A_scheduled_message_counts_from_when_it_is_queued()
    {
        var scheduled = New.Message() with { CountsTowardsCap = true };
        await Commit(New.Queued(Bind, scheduled) with { Status = MessageStatus.Scheduled, Bind = null, DueAt = New.Now + 10 });
        Assert.Empty(await Store.ReadCountedAsync([scheduled.To], Account, 0));

        var queued = New.Change(scheduled.Id, MessageStatus.Queued) with { At = New.Now + 10, Bind = Bind };
        await Commit(queued);

        Assert.Equal([new CountedMessage(scheduled, queued.At)], await Store.ReadCountedAsync([scheduled.To], Account, New.Now + 5));
    }

    [Fact]
    public async Task A_message_that_was_found_anew_to_be_allowed_while_it_waits_counts_from_then_on()
    {
        var waiting = New.Message() with { CountsTowardsCap = true };
        await Commit(New.Queued(Bind, waiting));

        var at = New.Now + 10;
        await Commit(New.Change(waiting.Id, MessageStatus.Queued) with { At = at, Entry = new TimelineEntry(at, TimelineKind.Decided, Detail: "send") });

        Assert.Equal([new CountedMessage(waiting, at)], await Store.ReadCountedAsync([waiting.To], Account, New.Now + 5));
        Assert.Equal(at, (await Read(waiting.Id)).QueuedAt);
    }

    [Fact]
    public async Task A_message_that_never_went_out_gives_its_place_back()
    {
        var sent = New.Message() with { CountsTowardsCap = true };
        var canceled = New.Message() with { CountsTowardsCap = true };
        await Commit(New.Queued(Bind, sent), New.Queued(Bind, canceled));
        await Commit(New.Sent(sent.Id), New.Change(sent.Id, MessageStatus.Undelivered), New.Change(canceled.Id, MessageStatus.Canceled));

        Assert.Equal(sent.Id, Assert.Single(await Store.ReadCountedAsync([sent.To], Account, 0)).Message.Id);
    }

    [Fact]
    public async Task What_many_recipients_remember_is_read_at_once()
    {
        var first = New.Message() with { CountsTowardsCap = true, Program = "vip" };
        var second = New.Message(to: 447700900124) with { CountsTowardsCap = true, LeaseUntil = New.Now + 5 };
        await Commit(New.Queued(Bind, first), New.Queued(Bind, second));

        var read = await Store.ReadCountedAsync([second.To, new Msisdn(447700900125), first.To], Account, 0);

        Assert.Equal([first, second], read.Select(static counted => counted.Message).OrderBy(static message => message.Id.Key));
    }

    [Fact]
    public async Task A_message_that_is_set_aside_leaves_its_lane_and_its_place_and_is_due_again_while_it_is_shown_as_queued()
    {
        var message = New.Message() with { CountsTowardsCap = true };
        await Commit(New.Queued(Bind, message));
        await Commit(SetAside(message.Id));

        var shown = Assert.Single(await Store.ReadAsync([message.Id]));
        Assert.Equal((MessageStatus.Queued, "quiet_hours", New.Now + 10), (shown.Status, shown.Reason, shown.DueAt));
        Assert.Empty(await Store.ReadQueueAsync(Bind, message.Category, null, 10));
        Assert.Empty(await Store.ReadCountedAsync([message.To], Account, 0));
        Assert.Equal(message.Id, Assert.Single(await Store.ReadDueAsync(New.Now + 10, 10)).Message.Id);

        await Commit(New.Change(message.Id, MessageStatus.Queued) with { Bind = Bind, OnlyUpTo = shown.Status });

        Assert.Equal(message.Id, Assert.Single(await Store.ReadQueueAsync(Bind, message.Category, null, 10)).Message.Id);
        Assert.Single(await Store.ReadCountedAsync([message.To], Account, 0));
    }

    [Fact]
    public async Task A_message_that_is_set_aside_can_be_canceled_and_one_that_was_sent_is_not_set_aside()
    {
        var waiting = New.Message();
        var sent = New.Message();
        await Commit(New.Queued(Bind, waiting), New.Queued(Bind, sent));
        await Commit(New.Sent(sent.Id), SetAside(sent.Id), SetAside(waiting.Id));
        await Commit(New.Change(waiting.Id, MessageStatus.Canceled) with { OnlyUpTo = MessageStatus.Queued });

        var shown = await Store.ReadAsync([waiting.Id, sent.Id]);

        Assert.Equal([MessageStatus.Canceled, MessageStatus.Sent], shown.Select(static record => record.Status));
    }

    [Fact]
    public async Task A_message_that_is_about_to_be_sent_is_not_set_aside_as_it_would_be_sent_twice()
    {
        var message = New.Message();
        await Commit(New.Queued(Bind, message));
        var epoch = (await Store.ClaimBindAsync(Bind)).Epoch;
        await Store.CommitAsync(new ChangeSet { Intent = new SubmitIntent(Bind, epoch, [message.Id]) }, CommitLane.Urgent);
        var before = Assert.Single(await Store.ReadAsync([message.Id]));

        await Commit(SetAside(message.Id));

        Assert.Equal(before, Assert.Single(await Store.ReadAsync([message.Id])));
        Assert.Empty(await Store.ReadDueAsync(New.Now + 10, 10));
        Assert.Equal(message.Id, Assert.Single((await Store.ClaimBindAsync(Bind)).Uncertain).Message.Id);
    }

    private MessageChange SetAside(MessageId id) => New.Change(id, MessageStatus.Held) with
    {
        OnlyUpTo = MessageStatus.Queued,
        DueAt = New.Now + 10,
        Reason = "quiet_hours",
    };
}
