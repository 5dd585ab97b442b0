using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Tests;

/// <summary>What callers see when the disk is full or the file locked, and that it goes on by itself afterwards.</summary>
public sealed class RefusalTests
{
    private static readonly BindKey Bind = new("north", 0);
    private readonly Samples _new = new(new FakeTimeProvider());

    [Fact]
    public async Task A_full_disk_refuses_every_set_and_takes_them_when_there_is_room_again()
    {
        await using var stores = SqliteStores.Open();
        await Execute(stores, "PRAGMA max_page_count = 60");
        var taken = new List<NewMessage>();
        var refused = new List<NewMessage>();
        while (refused.Count == 0)
        {
            // Each set brings a name of its own, which must not outlive a transaction that fails.
            var page = Enumerable.Range(0, 40).Select(i => _new.Queued(Bind, _new.Message($"acc_{taken.Count}_{i}"))).ToList();
            var commits = page.Select(message => Write(stores, message)).ToList();
            for (var i = 0; i < page.Count; i++)
            {
                (await commits[i] ? taken : refused).Add(page[i]);
            }
        }

        Assert.False(await Write(stores, Large()));
        Assert.Empty(await stores.Messages.ReadAsync([.. refused.Select(message => message.Message.Id)]));
        Assert.Equal(taken.Count, (await stores.Messages.ReadAsync([.. taken.Select(message => message.Message.Id)])).Count);

        await Execute(stores, "PRAGMA max_page_count = 100000");
        foreach (var message in refused)
        {
            Assert.True(await Write(stores, message));
        }

        await stores.ReopenAsync();
        var all = await stores.Messages.ReadAsync([.. taken.Concat(refused).Select(message => message.Message.Id)]);
        Assert.Equal(taken.Concat(refused).Select(message => message.Message.Account), all.Select(record => record.Message.Account));
        Assert.Null(await stores.Maintenance.ProbeAsync());
    }

    [Fact]
    public async Task A_locked_database_refuses_and_takes_writes_when_the_lock_is_gone()
    {
        await using var stores = SqliteStores.Open(configure: options => options.BusyTimeout = TimeSpan.FromMilliseconds(1));
        await stores.Messages.ClaimBindAsync(Bind);
        using (var other = Connection.Open(Path.Combine(stores.Directory, SqliteDatabase.FileName), readOnly: false, TimeSpan.Zero))
        {
            other.Execute("BEGIN IMMEDIATE");
            Assert.False(await Write(stores, _new.Queued(Bind)));
            Assert.Contains("locked", await stores.Maintenance.ProbeAsync(), StringComparison.Ordinal);
            Assert.Equal(0UL, await stores.Maintenance.GreatestKeyAsync());
            other.Execute("ROLLBACK");
        }

        Assert.True(await Write(stores, _new.Queued(Bind)));
        Assert.Equal(2, (await stores.Messages.ClaimBindAsync(Bind)).Epoch);
    }

    [Fact]
    public async Task A_closed_store_refuses()
    {
        var stores = SqliteStores.Open();
        await stores.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => stores.Messages.ClaimBindAsync(Bind));
    }

    private NewMessage Large() => _new.Queued(Bind, _new.Message() with { Body = new string('x', 1 << 20) });

    private static Task<bool> Execute(SqliteStores stores, string sql) => stores.Database.Writer.WriteAsync(
        CommitLane.Urgent,
        1,
        session =>
        {
            session.Connection.Execute(sql);
            return true;
        },
        default);

    private static async Task<bool> Write(SqliteStores stores, NewMessage message)
    {
        try
        {
            await stores.Messages.CommitAsync(new ChangeSet { NewMessages = [message] }, CommitLane.Urgent);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
