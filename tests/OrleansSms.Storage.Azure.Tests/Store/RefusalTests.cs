using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>What callers see when the account cannot be reached, and that it goes on by itself afterwards.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class RefusalTests(StorageAccount account) : IAsyncLifetime
{
    private static readonly BindKey Bind = new("north", 0);

    private readonly BrokenWire _wire = new();
    private readonly Samples _new = new(TimeProvider.System);
    private AzureStores _stores = null!;

    public async Task InitializeAsync() => _stores = await AzureStores.OpenAsync(account, configure: options =>
        (options.Wire, options.Retries, options.RetryDelay) = (_wire, 1, TimeSpan.FromMilliseconds(1)));

    public async Task DisposeAsync()
    {
        _wire.IsDown = false;
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task An_account_that_is_out_of_reach_refuses_and_takes_commits_when_it_is_back()
    {
        var (before, during, after) = (_new.Queued(Bind), _new.Queued(Bind), _new.Queued(Bind));
        Assert.True(await TryCommitAsync(before));
        _wire.IsDown = true;
        Assert.False(await TryCommitAsync(during));
        Assert.NotNull(await _stores.Maintenance.ProbeAsync());
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _stores.Database.FlushAsync());

        _wire.IsDown = false;

        Assert.Null(await _stores.Maintenance.ProbeAsync());
        Assert.True(await TryCommitAsync(after));
        await _stores.CrashAsync();
        var found = await _stores.Messages.ReadAsync([before.Message.Id, during.Message.Id, after.Message.Id]);
        Assert.Equal([before.Message.Id, after.Message.Id], found.Select(static record => record.Message.Id));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_written_once_and_confirmed()
    {
        var created = _new.Queued(Bind);
        _wire.LoseAnswers(1);

        Assert.True(await TryCommitAsync(created));

        Assert.True(await TryCommitAsync(_new.Queued(Bind)));
        await _stores.CrashAsync();
        Assert.Single(await _stores.Messages.ReadAsync([created.Message.Id]));
        Assert.Equal(4, (await _stores.Events.ReadAsync("acc_one", null, 100)).Count);
    }

    [Fact]
    public async Task A_commit_of_which_nobody_can_tell_is_looked_for_before_anything_follows_it()
    {
        var (doubtful, next) = (_new.Queued(Bind), _new.Queued(Bind));
        _wire.GoesDownThen = true;
        _wire.LoseAnswers(1);
        Assert.False(await TryCommitAsync(doubtful));
        _wire.IsDown = false;

        // It is there, so that memory is behind the journal: the store is to be opened anew.
        Assert.False(await TryCommitAsync(next));
        await _stores.Database.Lost;
        await _stores.CrashAsync();

        Assert.Single(await _stores.Messages.ReadAsync([doubtful.Message.Id, next.Message.Id]));
        Assert.True(await TryCommitAsync(next));
    }

    private async Task<bool> TryCommitAsync(NewMessage created)
    {
        try
        {
            await _stores.Messages.CommitAsync(new ChangeSet { NewMessages = [created] }, CommitLane.Urgent);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
