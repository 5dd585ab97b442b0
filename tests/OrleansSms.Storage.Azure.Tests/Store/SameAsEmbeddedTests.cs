using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>
/// Whatever is committed, this store and the embedded one say the same of it afterwards, whenever this one was killed, taken over or written to tables in
/// between.
/// </summary>
[Collection(StorageAccountCollection.Name)]
public sealed class SameAsEmbeddedTests(StorageAccount account)
{
    private const int Steps = 60;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 23, 59, 50, TimeSpan.Zero));

    private StoreSteps New => field ??= new StoreSteps(_time);

    [Fact]
    public Task It_says_what_the_embedded_store_says() => StoreSteps.Any.Array[Steps].SampleAsync(RunAsync, iter: 12, threads: 1);

    private async Task RunAsync(StoreStep[] steps)
    {
        var directory = Directory.CreateTempSubdirectory("orleanssms-");
        await using (var stores = await AzureStores.OpenAsync(account, _time, static options => (options.HoldFor, options.EventsInMemory) = (TimeSpan.Zero, 3)))
        await using (var embedded = SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = directory.FullName, WriterCacheMiB = 8 }, _time, NullLogger.Instance))
        {
            var ids = new List<MessageId>();
            foreach (var step in steps)
            {
                _time.Advance(TimeSpan.FromMilliseconds(step.Pick));
                await StepAsync(step, stores, embedded, ids);
            }

            await SameStores.CompareAsync(stores.Database, embedded, ids);
        }

        directory.Delete(recursive: true);
    }

    private async Task StepAsync(StoreStep step, AzureStores stores, SqliteDatabase embedded, List<MessageId> ids)
    {
        switch (step.Kind)
        {
            case < 8:
                await stores.CrashAsync();
                break;
            case < 12:
                await stores.ReopenAsync();
                break;
            case < 20:
                await stores.Database.FlushAsync();
                break;
            case >= 40 and < 45:
                var (claim, same) = (await stores.Messages.ClaimBindAsync(StoreSteps.BindOf(step)), await embedded.Messages.ClaimBindAsync(StoreSteps.BindOf(step)));
                Assert.Equivalent(same, claim, strict: true);
                break;
            default:
                await BothAsync(stores, embedded, New.SetOf(step, ids), ids);
                break;
        }
    }

    private static async Task BothAsync(AzureStores stores, SqliteDatabase embedded, ChangeSet set, List<MessageId> ids)
    {
        var expected = await embedded.Messages.CommitAsync(set, CommitLane.Urgent);
        var actual = await stores.Messages.CommitAsync(set, CommitLane.Urgent);
        Assert.Equal((expected.Outcome, expected.States), (actual.Outcome, actual.States), Comparer);
        if (expected.Outcome == CommitOutcome.Written)
        {
            ids.AddRange(set.NewMessages.Select(static created => created.Message.Id));
        }
    }

    private static bool Comparer(
        (CommitOutcome Outcome, IReadOnlyList<ChangeResult> States) left, (CommitOutcome Outcome, IReadOnlyList<ChangeResult> States) right) =>
        left.Outcome == right.Outcome && left.States.SequenceEqual(right.States);

}
