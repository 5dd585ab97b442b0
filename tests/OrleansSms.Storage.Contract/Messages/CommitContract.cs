namespace OrleansSms.Storage.Contract.Messages;

/// <summary>Writing and reading messages.</summary>
public abstract class CommitContract : StoreContract
{
    [Fact]
    public async Task A_message_reads_as_it_was_written()
    {
        var message = New.Message() with
        {
            Batch = New.BatchId(),
            ClientReference = "order 12",
            Answer = AnswerKind.Help,
            Tags = ["spring", "two\nlines", ""],
            CallbackUrl = "https://example.com/hook",
            CountsTowardsCap = true,
            ConcatenationReference = 201,
            NotBefore = 17,
            Category = MessageCategory.Marketing,
            Campaign = "cmp_01J",
            Variant = 2,
        };
        await Commit(New.Queued(Bind, message));

        var record = await Read(message.Id);

        Assert.Equivalent(message, record.Message, strict: true);
        Assert.Equal(MessageStatus.Queued, record.Status);
        Assert.Equal(Bind, record.Bind);
        Assert.Equal(message.CreatedAt, record.QueuedAt);
        Assert.Null(record.SentAt);
        Assert.Null(record.DueAt);
    }

    [Fact]
    public async Task Absent_details_read_as_absent_and_empty_ones_as_empty()
    {
        var plain = New.Message() with { Body = "" };
        var empty = New.Message() with { ClientReference = "", Tags = [] };
        await Commit(New.Queued(Bind, plain), New.Queued(Bind, empty));

        Assert.Equal("", (await Read(plain.Id)).Message.Body);
        Assert.Null((await Read(plain.Id)).Message.ClientReference);
        Assert.Null((await Read(plain.Id)).Message.Tags);
        Assert.Null((await Read(plain.Id)).Message.Batch);
        Assert.Equal("", (await Read(empty.Id)).Message.ClientReference);
        Assert.Empty((await Read(empty.Id)).Message.Tags!);
    }

    [Fact]
    public async Task A_long_text_and_a_long_history_survive()
    {
        var message = New.Message() with { Body = new string('€', MessageLimits.MaxBodyChars) };
        await Commit(New.Queued(Bind, message));
        for (var i = 0; i < 300; i++)
        {
            var entry = new TimelineEntry(i, TimelineKind.Retried, Detail: new string('x', 50));
            await Commit(New.Change(message.Id, MessageStatus.Queued) with { Entry = entry });
        }

        Assert.Equal(message.Body, (await Read(message.Id)).Message.Body);
        var history = await Store.ReadTimelineAsync(message.Id);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (long)i), history!.Skip(2).Select(line => line.At));
        Assert.Equal(300, (await Read(message.Id)).Version);
    }

    [Fact]
    public async Task Messages_are_read_in_the_order_asked_for_and_unknown_ones_left_out()
    {
        var first = await Queued();
        var second = await Queued();
        var almost = new MessageId(new SortableId(first.Id.Value.High, first.Id.Value.Low ^ 1));

        var found = await Store.ReadAsync([second.Id, New.Id(), almost, first.Id]);

        Assert.Equal([second.Id, first.Id], found.Select(record => record.Message.Id));
    }

    [Fact]
    public async Task Every_field_of_a_timeline_entry_survives()
    {
        TimelineEntry[] entries =
        [
            new(1, TimelineKind.Accepted),
            new(2, TimelineKind.Submitted, "north/0", 0, 0, "0A1b", "1700000000000000"),
            new(3, TimelineKind.Submitted, "north/1", 24, uint.MaxValue, "", ""),
            new(4, TimelineKind.FailedOver, Detail: "ü"),
        ];
        var message = New.Message();
        await Commit(New.Queued(Bind, message) with { Timeline = entries[..1] });
        await Commit([.. entries[1..].Select(entry => New.Change(message.Id, MessageStatus.Queued) with { Entry = entry })]);

        Assert.Equal(entries, await Store.ReadTimelineAsync(message.Id));
    }

    [Fact]
    public async Task An_unknown_message_has_no_timeline() => Assert.Null(await Store.ReadTimelineAsync(New.Id()));

    [Fact]
    public async Task A_suppressed_message_has_ended()
    {
        var message = New.Message();
        await Commit(new NewMessage(message, MessageStatus.Suppressed, "opted_out", null, null, []));

        var record = await Read(message.Id);
        Assert.Equal((MessageStatus.Suppressed, "opted_out", message.CreatedAt), (record.Status, record.Reason, record.FinalAt));
    }

    [Fact]
    public async Task Thousands_of_concurrent_sets_are_all_written()
    {
        var sets = Enumerable.Range(0, 3_000).Select(_ => New.Queued(Bind)).ToList();

        var results = await Task.WhenAll(sets.Select((set, i) =>
            Store.CommitAsync(new ChangeSet { NewMessages = [set] }, i % 3 == 0 ? CommitLane.Urgent : CommitLane.Bulk)));

        Assert.All(results, result => Assert.Equal(CommitOutcome.Written, result.Outcome));
        Assert.Equal(3_000, (await Store.ReadAsync([.. sets.Select(set => set.Message.Id)])).Count);
    }

    [Fact]
    public async Task Of_many_sets_committed_at_once_each_has_its_own_outcome()
    {
        var message = New.Message();
        var key = New.Request(1);
        await Store.CommitAsync(new ChangeSet { NewMessages = [New.Queued(Bind)], Idempotency = key }, CommitLane.Bulk);

        var results = await Store.CommitManyAsync(
            [
                new ChangeSet { NewMessages = [New.Queued(Bind, message)] },
                new ChangeSet { NewMessages = [New.Queued(Bind)], Idempotency = key },
                new ChangeSet { Changes = [New.Change(message.Id, MessageStatus.Failed)] },
            ],
            CommitLane.Bulk);

        Assert.Equal([CommitOutcome.Written, CommitOutcome.KeyExists, CommitOutcome.Written], results.Select(result => result.Outcome));
        Assert.Equal(new ChangeResult(true, MessageStatus.Queued, MessageStatus.Failed), Assert.Single(results[2].States));
        Assert.Equal(MessageStatus.Failed, (await Read(message.Id)).Status);
    }

    [Fact]
    public async Task Of_many_sets_one_that_breaks_a_rule_leaves_the_others()
    {
        var there = New.Queued(Bind);
        await Commit(there);
        var (before, after) = (New.Queued(Bind), New.Queued(Bind));

        var results = await Store.CommitManyAsync(
            [
                new ChangeSet { NewMessages = [before] },
                new ChangeSet { NewMessages = [New.Queued(Bind), there], Inbound = [New.Inbound()] },
                new ChangeSet { NewMessages = [after] },
            ],
            CommitLane.Bulk);

        Assert.Equal([CommitOutcome.Written, CommitOutcome.Invalid, CommitOutcome.Written], results.Select(result => result.Outcome));
        Assert.Equal(3, (await Store.ListAsync(new MessageFilter())).Items.Count);
        Assert.Empty((await Store.ListInboundAsync(null, null, 10)).Items);
        Assert.Equal(6, (await EventTypes()).Length);
    }

    [Fact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        var created = New.Queued(Bind);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Bulk, new CancellationToken(canceled: true)));

        Assert.Empty(await Store.ReadAsync([created.Message.Id]));
    }

    [Fact]
    public async Task A_set_that_cannot_be_written_does_not_take_its_neighbours_along()
    {
        var twice = New.Queued(Bind);
        await Commit(twice);
        var sets = Enumerable.Range(0, 20).Select(i => i % 5 == 0 ? twice : New.Queued(Bind)).ToList();

        var commits = sets.Select(set => Store.CommitAsync(new ChangeSet { NewMessages = [set] }, CommitLane.Bulk)).ToList();

        for (var i = 0; i < commits.Count; i++)
        {
            if (sets[i] == twice)
            {
                await Assert.ThrowsAnyAsync<Exception>(() => commits[i]);
            }
            else
            {
                Assert.Equal(CommitOutcome.Written, (await commits[i]).Outcome);
            }
        }

        Assert.Equal(16, (await Store.ReadAsync([.. sets.Where(set => set != twice).Select(set => set.Message.Id)])).Count);
    }

    [Fact]
    public async Task The_greatest_key_is_that_of_the_newest_message()
    {
        Assert.Equal(0UL, await Stores.Maintenance.GreatestKeyAsync());
        await Queued();
        var last = await Queued();

        Assert.Equal(last.Id.Value.High, await Stores.Maintenance.GreatestKeyAsync());
    }

    [Fact]
    public async Task A_healthy_store_takes_writes() => Assert.Null(await Stores.Maintenance.ProbeAsync());
}
