using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Indexes;

/// <summary>One person's messages among many others', by an index that follows behind.</summary>
public sealed class PersonIndexTests
{
    private const string Account = "acc_one";

    private static readonly BindKey Bind = new("north", 0);
    private static readonly Msisdn Person = new(447700912345);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly List<MessageId> _sent = [];
    private readonly List<MessageId> _received = [];
    private Samples? _new;

    private Samples New => _new ??= new Samples(_time);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_of_a_persons_messages_are_found_in_order_page_by_page_with_few_rows_looked_at(bool isReopened)
    {
        await using var stores = Open();
        await WriteAsync(stores);
        await FollowAsync(stores);
        if (isReopened)
        {
            await stores.ReopenAsync();
            await FollowAsync(stores);
        }

        await WriteAsync(stores);

        Assert.Equal(_sent.AsEnumerable().Reverse(), await ReadSentAsync(stores, Account));
        Assert.Equal(_received.AsEnumerable().Reverse(), await ReadReceivedAsync(stores));
        Assert.Empty(await ReadSentAsync(stores, "acc_two"));
    }

    [Fact]
    public async Task A_page_of_what_the_index_has_needs_no_walk()
    {
        await using var stores = Open();
        await WriteAsync(stores);
        await FollowAsync(stores);

        // Without it, ten rows would be looked at for a page.
        var page = await stores.Messages.ListAsync(new MessageFilter { Account = Account, To = Person, Limit = 3 });

        Assert.Equal(_sent.AsEnumerable().Reverse().Take(3), page.Items.Select(item => item.Message.Id));
        Assert.Equal(_sent[^3].ToString(), page.Next);
    }

    [Fact]
    public async Task What_a_crash_has_left_in_the_journal_is_not_passed_over_however_old_it_is()
    {
        await using var stores = Open();
        await WriteAsync(stores);
        await stores.CrashAsync();
        _time.Advance(TimeSpan.FromHours(5));
        await stores.Database.Writer.WriteAsync(CommitLane.Bulk, 1, static session => session.Persons.Work(session.Sealer.Closed, isIdle: true), default);
        await FollowAsync(stores);

        Assert.Equal(_sent.AsEnumerable().Reverse(), await ReadSentAsync(stores, Account));
    }

    [Fact]
    public async Task Who_was_erased_is_found_no_more()
    {
        await using var stores = Open();
        await WriteAsync(stores);
        await stores.Messages.CommitAsync(new ChangeSet { Changes = [.. _sent.Select(id => New.Sent(id))] }, CommitLane.Bulk);
        await FollowAsync(stores);

        await stores.Erasures.EraseMessagesAsync(_sent);
        await stores.Erasures.EraseInboundAsync(_received);

        Assert.Empty(await ReadSentAsync(stores, Account));
        Assert.Empty(await ReadReceivedAsync(stores));
    }

    private SqliteStores Open() => SqliteStores.Open(_time, static options => (options.RowsPerPage, options.IndexedInMemory) = (10, 64));

    /// <summary>Messages both ways with the person and with many others.</summary>
    private async Task WriteAsync(SqliteStores stores)
    {
        for (var round = 0; round < 12; round++)
        {
            var messages = Enumerable.Range(0, 30).Select(i => i == 7 ? New.Message(Account, Person.Digits) : New.Message(Account, 447700900000 + (round * 30) + i)).ToArray();
            var inbound = Enumerable.Range(0, 5).Select(i => New.Inbound() with { From = i == 3 ? Person.ToString() : $"+44770091{round}00{i}" }).ToArray();
            _sent.Add(messages[7].Id);
            _received.Add(inbound[3].Id);
            await stores.Messages.CommitAsync(
                new ChangeSet { NewMessages = [.. messages.Select(message => New.Queued(Bind, message))], Inbound = [.. inbound, New.Inbound() with { From = "SHOP" }] }, CommitLane.Bulk);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Everything goes into rows, and the index takes them up.</summary>
    private async Task FollowAsync(SqliteStores stores)
    {
        _time.Advance(TimeSpan.FromHours(1));
        await stores.Database.Writer.WriteAsync(
            CommitLane.Bulk,
            1,
            static session =>
            {
                session.Journal.AppendNothing();
                return session.Sealer.SealOldest(int.MaxValue);
            },
            default);
        while (await stores.Database.Writer.WriteAsync(
            CommitLane.Bulk,
            1,
            static session => session.Sealer.SealOldest(int.MaxValue) + (session.Persons.HasWork(session.Messages.Greatest, session.Sealer.Closed)
                ? session.Persons.Work(session.Sealer.Closed, isIdle: true) + session.Senders.Work(session.Sealer.Closed, isIdle: true)
                : 0),
            default) > 0)
        {
        }
    }

    private static async Task<List<MessageId>> ReadSentAsync(SqliteStores stores, string account)
    {
        var ids = new List<MessageId>();
        MessageId? before = null;
        do
        {
            var page = await stores.Messages.ListAsync(new MessageFilter { Account = account, To = Person, Before = before, Limit = 4 });
            ids.AddRange(page.Items.Select(item => item.Message.Id));
            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        return ids;
    }

    private static async Task<List<MessageId>> ReadReceivedAsync(SqliteStores stores)
    {
        var ids = new List<MessageId>();
        MessageId? before = null;
        do
        {
            var page = await stores.Messages.ListInboundOfAsync(Account, Person, before, 4);
            ids.AddRange(page.Items.Select(item => item.Id));
            before = MessageId.TryParse(page.Next, out var next) ? next : null;
        }
        while (before is not null);

        return ids;
    }
}
