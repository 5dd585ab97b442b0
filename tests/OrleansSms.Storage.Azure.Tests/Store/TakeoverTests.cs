using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>Two owners of one store, of which the first may not know yet that it is none any more.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class TakeoverTests(StorageAccount account) : IAsyncLifetime
{
    private static readonly BindKey Bind = new("north", 0);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly List<AzureDatabase> _others = [];
    private AzureStores _stores = null!;

    private Samples New => field ??= new Samples(_time);

    private AzureDatabase First => _stores.Database;

    public async Task InitializeAsync() => _stores = await AzureStores.OpenAsync(account, _time);

    public async Task DisposeAsync()
    {
        await _stores.DisposeAsync();
        foreach (var other in _others)
        {
            await other.AbandonAsync();
        }
    }

    [Fact]
    public async Task An_owner_that_was_replaced_writes_nothing_more()
    {
        var (before, after) = (New.Queued(Bind), New.Queued(Bind));
        await Commit(First, new ChangeSet { NewMessages = [before] });
        var second = await TakeOverAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(First, new ChangeSet { NewMessages = [after] }));

        await First.Lost;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => First.Messages.ClaimBindAsync(Bind));
        var found = await second.Messages.ReadAsync([before.Message.Id, after.Message.Id]);
        Assert.Equal(before.Message.Id, Assert.Single(found).Message.Id);
        Assert.Equal(CommitOutcome.Written, (await Commit(second, new ChangeSet { NewMessages = [after] })).Outcome);
    }

    [Fact]
    public async Task Of_owners_that_write_at_the_same_time_every_confirmed_commit_is_there_and_every_refused_one_is_not()
    {
        var owners = new List<AzureDatabase> { First };
        var (confirmed, refused) = (new List<MessageId>(), new List<MessageId>());
        for (var round = 0; round < 5; round++)
        {
            var writing = owners.SelectMany(owner => Enumerable.Range(0, 20).Select(_ => (Owner: owner, Created: New.Queued(Bind)))).ToList();
            var commits = writing.Select(async write =>
            {
                try
                {
                    await Commit(write.Owner, new ChangeSet { NewMessages = [write.Created] });
                    return (write.Created.Message.Id, IsConfirmed: true);
                }
                catch (StoreUnavailableException)
                {
                    return (write.Created.Message.Id, IsConfirmed: false);
                }
            }).ToList();
            owners.Add(await TakeOverAsync());
            foreach (var (id, isConfirmed) in await Task.WhenAll(commits))
            {
                (isConfirmed ? confirmed : refused).Add(id);
            }
        }

        var last = await TakeOverAsync();
        Assert.Equal(confirmed.Count, (await last.Messages.ReadAsync(confirmed)).Count);
        Assert.Empty(await last.Messages.ReadAsync(refused));
        Assert.Equal(confirmed.Count * 2, (await last.Events.ReadAsync("acc_one", null, int.MaxValue)).Count);
    }

    [Fact]
    public async Task A_key_that_one_owner_has_seen_the_next_knows()
    {
        await Commit(First, new ChangeSet { Idempotency = New.Request(1) });
        await First.FlushAsync();
        await Commit(First, new ChangeSet { Idempotency = New.Request(2) });
        var second = await TakeOverAsync();

        Assert.Equal(CommitOutcome.KeyExists, (await Commit(second, new ChangeSet { Idempotency = New.Request(1), NewMessages = [New.Queued(Bind)] })).Outcome);
        Assert.Equal(CommitOutcome.KeyExists, (await Commit(second, new ChangeSet { Idempotency = New.Request(2), NewMessages = [New.Queued(Bind)] })).Outcome);
        Assert.NotNull(await second.Messages.FindAnswerAsync(New.Request(1).Key));
        Assert.NotNull(await second.Messages.FindAnswerAsync(New.Request(2).Key));
    }

    [Fact]
    public async Task Nobody_sends_with_an_epoch_that_was_given_before_the_last_claim_whoever_gave_it()
    {
        var message = New.Queued(Bind);
        await Commit(First, new ChangeSet { NewMessages = [message] });
        var old = await First.Messages.ClaimBindAsync(Bind);
        var intent = new ChangeSet { Intent = new SubmitIntent(Bind, old.Epoch, [message.Message.Id]) };
        var second = await TakeOverAsync();
        var claim = await second.Messages.ClaimBindAsync(Bind);

        Assert.Equal(old.Epoch + 1, claim.Epoch);
        Assert.Equal(CommitOutcome.EpochLost, (await Commit(second, intent)).Outcome);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(First, intent));
        Assert.Empty((await second.Messages.ClaimBindAsync(Bind)).Uncertain);
    }

    [Fact]
    public async Task Places_that_were_given_before_a_shard_was_claimed_are_refused_by_whoever_owns_the_store()
    {
        var old = await First.Recipients.ClaimShardAsync(3);
        var epoch = await First.Recipients.ClaimShardAsync(3);
        await First.FlushAsync();
        var second = await TakeOverAsync();

        Assert.Equal(CommitOutcome.EpochLost, (await Commit(second, new ChangeSet { NewMessages = [New.Queued(Bind)], Shards = [new ShardEpoch(3, old)] })).Outcome);
        Assert.Equal(CommitOutcome.Written, (await Commit(second, new ChangeSet { NewMessages = [New.Queued(Bind)], Shards = [new ShardEpoch(3, epoch)] })).Outcome);
        Assert.Equal(epoch + 1, await second.Recipients.ClaimShardAsync(3));
    }

    [Fact]
    public async Task What_an_owner_may_have_sent_is_uncertain_for_the_next()
    {
        var message = New.Queued(Bind);
        await Commit(First, new ChangeSet { NewMessages = [message] });
        var claim = await First.Messages.ClaimBindAsync(Bind);
        await Commit(First, new ChangeSet { Intent = new SubmitIntent(Bind, claim.Epoch, [message.Message.Id]) });
        await First.FlushAsync();

        var second = await TakeOverAsync();

        Assert.Equal(message.Message.Id, Assert.Single((await second.Messages.ClaimBindAsync(Bind)).Uncertain).Message.Id);
    }

    [Fact]
    public async Task An_owner_that_was_replaced_does_not_put_its_older_state_over_the_newer()
    {
        var (sealedBefore, open) = (New.Queued(Bind), New.Queued(Bind));
        await Commit(First, new ChangeSet { NewMessages = [sealedBefore] });
        await First.FlushAsync();
        await Commit(First, new ChangeSet { NewMessages = [open], Changes = [New.Sent(sealedBefore.Message.Id)] });
        var second = await TakeOverAsync();
        await Commit(second, new ChangeSet { Changes = [New.Change(open.Message.Id, MessageStatus.Canceled), New.Delivered(sealedBefore.Message.Id)] });
        await second.FlushAsync();

        // It does not know yet, and writes what it believes to be the newest.
        await First.FlushAsync();

        var third = await TakeOverAsync();
        var found = await third.Messages.ReadAsync([open.Message.Id, sealedBefore.Message.Id]);
        Assert.Equal([MessageStatus.Canceled, MessageStatus.Delivered], found.Select(record => record.Status));
        Assert.Empty(await third.Messages.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10));
        Assert.Equal(4, (await third.Messages.ReadTimelineAsync(sealedBefore.Message.Id))!.Count);
    }

    [Fact]
    public async Task An_opt_out_is_not_confirmed_by_an_owner_that_was_replaced()
    {
        var state = new RecipientState { OptOuts = [new OptOut("acc_one", 5, "msg_1", "STOP")] };
        var (early, late) = (new Msisdn(447700900001), new Msisdn(447700900002));
        await First.Recipients.WriteAsync(early, state);
        var second = await TakeOverAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => First.Recipients.WriteAsync(late, state));
        await second.Recipients.WriteAsync(late, state);

        Assert.Equal(2, (await second.Recipients.ReadManyAsync([early, late, new Msisdn(447700900003)])).Count);
    }

    [Fact]
    public async Task The_event_log_goes_on_in_order_over_owners()
    {
        var message = New.Queued(Bind);
        await Commit(First, new ChangeSet { NewMessages = [message] });
        await First.FlushAsync();
        var second = await TakeOverAsync();
        await Commit(second, new ChangeSet { Changes = [New.Sent(message.Message.Id)] });
        var third = await TakeOverAsync();
        await Commit(third, new ChangeSet { Changes = [New.Delivered(message.Message.Id)] });

        var events = await third.Events.ReadAsync("acc_one", null, 100);

        Assert.Equal(
            [EventType.MessageAccepted, EventType.MessageQueued, EventType.MessageSent, EventType.MessageDelivered],
            events.Select(entry => entry.Type));
        Assert.Equal(events.Select(entry => entry.Id).Order(), events.Select(entry => entry.Id));
        Assert.Equal(events[^1].Id, await third.Events.LastAsync("acc_one"));
    }

    private async Task<AzureDatabase> TakeOverAsync()
    {
        var database = await _stores.OpenAnotherAsync();
        _others.Add(database);
        return database;
    }

    private static Task<CommitResult> Commit(AzureDatabase database, ChangeSet set) => database.Messages.CommitAsync(set, CommitLane.Urgent);
}
