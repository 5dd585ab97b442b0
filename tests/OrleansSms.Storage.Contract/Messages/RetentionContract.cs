namespace OrleansSms.Storage.Contract.Messages;

/// <summary>What goes when the time of messages is over, and what stays.</summary>
public abstract class RetentionContract : StoreContract
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(40);
    private static readonly TimeSpan BetweenWalks = TimeSpan.FromHours(2);
    private static readonly Retention Retention = Retention.Default with { Messages = Kept };

    [Fact]
    public async Task A_message_is_removed_when_it_ended_long_enough_ago_and_not_before()
    {
        var message = await EndedAsync();
        Time.Advance(Kept - (2 * BetweenWalks));
        await PruneAsync(Retention);
        Assert.NotNull(await Store.ReadTimelineAsync(message.Id));

        Time.Advance(2 * BetweenWalks);
        await PruneAsync(Retention);

        Assert.Empty(await Store.ReadAsync([message.Id]));
        Assert.Null(await Store.ReadTimelineAsync(message.Id));
        Assert.Empty((await Store.ListAsync(new MessageFilter { Limit = 10 })).Items);
    }

    [Fact]
    public async Task Messages_are_kept_for_ever_when_no_time_is_given()
    {
        var message = await EndedAsync();
        Time.Advance(TimeSpan.FromDays(1_000));

        await PruneAsync(Retention.Default);

        await Read(message.Id);
    }

    [Fact]
    public async Task One_that_is_still_under_way_stays_however_old_and_one_that_nothing_was_heard_of_goes()
    {
        var (queued, sent) = (await Queued(), await Queued());
        await Commit(New.Sent(sent.Id, smscId: "id"));
        var scheduled = New.Scheduled(New.Now + UnixMicros.From(TimeSpan.FromDays(300)));
        await Commit(scheduled);
        Time.Advance(Kept + TimeSpan.FromDays(1));

        await PruneAsync(Retention);

        Assert.Equal([queued.Id, scheduled.Message.Id], (await Store.ReadAsync([queued.Id, sent.Id, scheduled.Message.Id])).Select(static record => record.Message.Id));
        Assert.Equal([queued.Id], (await Store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10)).Select(static waiting => waiting.Message.Id));
    }

    [Fact]
    public async Task A_late_message_is_counted_from_its_end_and_not_from_when_it_was_accepted()
    {
        var message = await Queued();
        Time.Advance(Kept + TimeSpan.FromDays(1));
        await Commit(New.Delivered(message.Id));

        await PruneAsync(Retention);

        await Read(message.Id);
    }

    [Fact]
    public async Task A_batch_goes_with_its_last_message()
    {
        var (id, first, second) = (New.BatchId(), New.Message(), New.Message());
        await Commit(new ChangeSet
        {
            NewMessages = [New.Queued(Bind, first with { Batch = id }), New.Queued(Bind, second with { Batch = id })],
            Batch = new BatchRecord { Id = id, Account = Account, Accepted = 2, Rejected = 0, CreatedAt = New.Now, First = first.Id, Last = second.Id },
        });
        await Commit(New.Delivered(first.Id));
        Time.Advance(Kept + TimeSpan.FromDays(1));
        await PruneAsync(Retention);
        Assert.Equal(1, (await Store.ReadBatchAsync(id))!.ByStatus.Sum());

        await Commit(New.Delivered(second.Id));
        Time.Advance(Kept + TimeSpan.FromDays(1));
        await PruneAsync(Retention);

        Assert.Null(await Store.ReadBatchAsync(id));
    }

    [Fact]
    public async Task What_handsets_sent_goes_too_but_for_what_was_understood_as_a_keyword()
    {
        var (text, keyword) = (New.Inbound() with { Keyword = null }, New.Inbound());
        await Commit(new ChangeSet { Inbound = [text, keyword] });
        Time.Advance(Kept + TimeSpan.FromDays(1));

        await PruneAsync(Retention);

        Assert.Equal(keyword.Id, Assert.Single((await Store.ListInboundAsync(null, null, 10)).Items).Id);
    }

    [Fact]
    public async Task Many_go_in_small_steps_beside_commits()
    {
        const int many = 1_200;
        var ids = new List<MessageId>();
        for (var part = 0; part < many / 400; part++)
        {
            NewMessage[] some = [.. Enumerable.Range(0, 400).Select(_ => New.Queued(Bind))];
            await Commit(some);
            await Commit([.. some.Select(created => New.Delivered(created.Message.Id))]);
            ids.AddRange(some.Select(static created => created.Message.Id));
        }

        Time.Advance(Kept + TimeSpan.FromDays(1));
        await WalkAsync(Retention.Default);
        Time.Advance(BetweenWalks);
        var steps = 0;
        while (await Stores.Maintenance.PruneAsync(New.Now, Retention))
        {
            steps++;
            await Queued();
        }

        Assert.InRange(steps, 2, 100);
        Assert.Empty(await Store.ReadAsync(ids));
        Assert.Equal(steps, (await Store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 1_000)).Count);
    }

    private async Task<Message> EndedAsync()
    {
        var message = await Queued();
        await Commit(New.Delivered(message.Id));
        return message;
    }

    /// <summary>What memory has at one walk goes with the next.</summary>
    private async Task PruneAsync(Retention retention)
    {
        await WalkAsync(retention);
        Time.Advance(BetweenWalks);
        await WalkAsync(retention);
    }

    private async Task WalkAsync(Retention retention)
    {
        while (await Stores.Maintenance.PruneAsync(New.Now, retention))
        {
        }
    }
}
