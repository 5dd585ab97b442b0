using CsCheck;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Storage.Azure.Moving;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Sqlite.Moving;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>An embedded store is moved into the account and says the same there.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class MoveTests(StorageAccount account)
{
    private const int Steps = 80;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 23, 59, 50, TimeSpan.Zero));

    private Samples New => field ??= new Samples(_time);

    [Fact]
    public Task Whatever_was_committed_is_told_as_before_with_the_same_places_in_the_log() =>
        StoreSteps.Any.Array[Steps].SampleAsync(MoveAsync, iter: 8, threads: 1);

    [Fact]
    public async Task Everything_else_is_there_however_often_the_move_broke_off()
    {
        await using var embedded = new EmbeddedStore(account, _time);
        await new FullStore(embedded.Database, New).FillAsync();
        await embedded.ReopenAsync();

        for (var kinds = 1; kinds < Enum.GetValues<MovedKind>().Length; kinds += 2)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => embedded.MoveAsync(new BrokenOff(kinds)));
            await Assert.ThrowsAsync<MoveRefusedException>(embedded.OpenMovedAsync);
        }

        var findings = await embedded.MoveAsync();

        Assert.All(findings, static finding => Assert.True(finding.IsSame, $"{finding}"));
        Assert.All(findings, static finding => Assert.InRange(finding.Expected, 1, long.MaxValue));
        Assert.All(findings, static finding => Assert.InRange(finding.Compared, 1, int.MaxValue));
        await using var moved = await embedded.OpenMovedAsync();
        await FullStore.ShowsAllAsync(embedded.Database.Ports(), moved.PortsWith(embedded.Audience));
    }

    [Fact]
    public async Task What_was_moved_goes_on_where_it_stood()
    {
        await using var embedded = new EmbeddedStore(account, _time);
        var full = new FullStore(embedded.Database, New);
        await full.FillAsync();
        await embedded.ReopenAsync();
        await embedded.MoveAsync();
        await using var moved = await embedded.OpenMovedAsync();

        await full.GoesOnAsync(moved, embedded.Audience);
    }

    [Fact]
    public async Task A_store_that_has_run_since_does_not_go_on_with_a_move_that_began_before()
    {
        await using var embedded = new EmbeddedStore(account, _time);
        await embedded.Database.Messages.CommitAsync(new ChangeSet { NewMessages = [New.Queued(StoreSteps.Binds[0])] }, CommitLane.Urgent);
        await embedded.ReopenAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => embedded.MoveAsync(new BrokenOff(3)));
        await embedded.Database.Messages.ClaimBindAsync(StoreSteps.Binds[0]);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => embedded.MoveAsync());

        Assert.Contains("begin anew", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_holds_a_store_or_a_whole_move_is_left_alone()
    {
        await using var embedded = new EmbeddedStore(account, _time);
        await using (await embedded.OpenMovedAsync())
        {
            Assert.Contains("a store already", (await Assert.ThrowsAsync<MoveRefusedException>(() => embedded.MoveAsync())).Message, StringComparison.Ordinal);
        }

        await using var other = new EmbeddedStore(account, _time);
        await other.MoveAsync();

        Assert.Contains("before, and whole", (await Assert.ThrowsAsync<MoveRefusedException>(() => other.MoveAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_missing_and_a_document_that_differs_are_found()
    {
        await using var embedded = new EmbeddedStore(account, _time);
        await new FullStore(embedded.Database, New).FillAsync();
        await embedded.ReopenAsync();
        var target = new AzureStoreImport(embedded.Options, _time);
        var head = await new StoreMove(embedded.Database.Export, embedded.Database.Ports(), target, target.Target, new BrokenOff(int.MaxValue)).RunAsync([]);
        await account.Tables.GetTableClient(embedded.Options.Prefix + "batches").DeleteAsync();
        await account.Tables.GetTableClient(embedded.Options.Prefix + "batches").CreateAsync();
        await target.WriteAsync([new MovedDocument(FullStore.Kind, FullStore.Document with { Owner = "another" })]);

        var findings = await embedded.CheckAsync(target, head);

        Assert.Equal(
            [MovedKind.Documents, MovedKind.Batches], findings.Where(static finding => !finding.IsSame).Select(static finding => finding.Kind));
    }

    private async Task MoveAsync(StoreStep[] steps)
    {
        await using var embedded = new EmbeddedStore(account, _time);
        var (made, ids) = (new StoreSteps(_time), new List<MessageId>());
        foreach (var step in steps)
        {
            _time.Advance(TimeSpan.FromMilliseconds(step.Pick));
            if (step.Kind is >= 40 and < 45)
            {
                await embedded.Database.Messages.ClaimBindAsync(StoreSteps.BindOf(step));
                continue;
            }

            var set = made.SetOf(step, ids);
            if ((await embedded.Database.Messages.CommitAsync(set, CommitLane.Urgent)).Outcome == CommitOutcome.Written)
            {
                ids.AddRange(set.NewMessages.Select(static created => created.Message.Id));
            }
        }

        await embedded.ReopenAsync();
        var findings = await embedded.MoveAsync();

        Assert.All(findings, static finding => Assert.True(finding.IsSame, $"{finding}"));
        await using var moved = await embedded.OpenMovedAsync();
        await SameStores.CompareAsync(moved, embedded.Database, ids, places: true);
    }

    /// <summary>Breaks a move off when so many kinds are done.</summary>
    private sealed class BrokenOff(int kinds) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value)
        {
            if (value.IsDone && (int)value.Kind + 1 >= kinds)
            {
                throw new OperationCanceledException();
            }
        }
    }
}
