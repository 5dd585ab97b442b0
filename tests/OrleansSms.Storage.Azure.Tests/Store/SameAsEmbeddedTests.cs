using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
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
    private static readonly BindKey[] Binds = [new("north", 0), new("north", 1)];
    private static readonly string[] Accounts = ["acc_one", "acc_two"];

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 1_000], Gen.Int[0, 11], Gen.Long[0, 3], Gen.Long[0, 3], static (kind, pick, status, sent, delivered) =>
            new Step(kind, pick, (MessageStatus)status, sent, delivered));

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 23, 59, 50, TimeSpan.Zero));

    private Samples New => field ??= new Samples(_time);

    [Fact]
    public Task It_says_what_the_embedded_store_says() => AnyStep.Array[Steps].SampleAsync(RunAsync, iter: 12, threads: 1);

    private async Task RunAsync(Step[] steps)
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

            await CompareAsync(stores.Database, embedded, ids);
        }

        directory.Delete(recursive: true);
    }

    private async Task StepAsync(Step step, AzureStores stores, SqliteDatabase embedded, List<MessageId> ids)
    {
        var bind = Binds[step.Pick % Binds.Length];
        MessageId[] some = ids.Count == 0 ? [] : [ids[step.Pick % ids.Count], ids[step.Pick * 7 % ids.Count]];
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
            case < 40:
                var created = Begin(step, bind);
                ids.Add(created.Message.Id);
                await BothAsync(stores, embedded, new ChangeSet { NewMessages = [created], Idempotency = New.Request((byte)step.Pick) }, created.Message.Id, ids);
                break;
            case < 45:
                var (claim, same) = (await stores.Messages.ClaimBindAsync(bind), await embedded.Messages.ClaimBindAsync(bind));
                Assert.Equivalent(same, claim, strict: true);
                break;
            case < 55:
                await BothAsync(stores, embedded, new ChangeSet { Intent = new SubmitIntent(bind, 1 + (step.Pick % 3), some) });
                break;
            case < 60:
                await BothAsync(stores, embedded, new ChangeSet { IntentsOver = [new IntentsOver(bind, 1 + (step.Pick % 3), some)] });
                break;
            default:
                await BothAsync(stores, embedded, new ChangeSet { Changes = [.. some.Select(id => Change(step, id, bind))] });
                break;
        }
    }

    private NewMessage Begin(Step step, BindKey bind)
    {
        var message = New.Message(Accounts[step.Pick % 2], 447700900100 + (step.Pick % 3)) with { Segments = 2, CountsTowardsCap = step.Pick % 2 == 0 };
        return step.Pick % 4 == 0 ? New.Scheduled(New.Now + step.Pick, message) : New.Queued(bind, message);
    }

    private MessageChange Change(Step step, MessageId id, BindKey bind)
    {
        var receipt = new ReceiptKey("north", $"R{step.Pick % 20}", step.Pick % 2);
        return New.Change(id, step.To) with
        {
            SentSegments = step.Sent,
            DeliveredSegments = step.Delivered,
            Bind = step.Pick % 5 == 0 ? bind : null,
            DueAt = step.Pick % 7 == 0 ? New.Now + step.Pick : null,
            Attempts = step.Pick % 3 == 0 ? step.Pick % 4 : null,
            Reason = step.Pick % 6 == 0 ? "why" : null,
            SmscMessageId = step.Sent > 0 ? receipt.SmscMessageId : null,
            OpenReceipt = step.Kind % 3 == 0 ? receipt : null,
            CloseReceipt = step.Kind % 3 == 1 ? receipt : null,
            OnlyUpTo = step.Pick % 11 == 0 ? MessageStatus.Queued : null,
        };
    }

    private static async Task BothAsync(AzureStores stores, SqliteDatabase embedded, ChangeSet set, MessageId brings = default, List<MessageId>? ids = null)
    {
        var expected = await embedded.Messages.CommitAsync(set, CommitLane.Urgent);
        var actual = await stores.Messages.CommitAsync(set, CommitLane.Urgent);
        Assert.Equal((expected.Outcome, expected.States), (actual.Outcome, actual.States), Comparer);
        if (expected.Outcome != CommitOutcome.Written)
        {
            ids?.Remove(brings);
        }
    }

    private static bool Comparer(
        (CommitOutcome Outcome, IReadOnlyList<ChangeResult> States) left, (CommitOutcome Outcome, IReadOnlyList<ChangeResult> States) right) =>
        left.Outcome == right.Outcome && left.States.SequenceEqual(right.States);

    private static async Task CompareAsync(AzureDatabase actual, SqliteDatabase expected, List<MessageId> ids)
    {
        await SameAsync(store => store.ReadAsync(ids));
        await SameAsync(store => store.ReadDueAsync(long.MaxValue, 1_000));
        await SameAsync(store => store.FindReceiptsAsync("north", [.. Enumerable.Range(0, 20).Select(static i => $"R{i}")]), static found =>
            found.OrderBy(static open => (open.Key.SmscMessageId, open.Key.Segment)).ToList());
        await SameAsync(store => store.ListAsync(new MessageFilter { Limit = 1_000 }));
        foreach (var bind in Binds)
        {
            await SameAsync(store => store.ReadQueueAsync(bind, MessageCategory.Transactional, null, 1_000));
            await SameAsync(store => store.ClaimBindAsync(bind));
        }

        foreach (var id in ids)
        {
            await SameAsync(store => store.ReadTimelineAsync(id));
        }

        for (var i = 0; i < 3; i++)
        {
            await SameAsync(store => store.ReadCountedAsync([new Msisdn(447700900100 + i)], Accounts[0], 0));
        }

        foreach (var account in Accounts)
        {
            var (events, same) = (await actual.Events.ReadAsync(account, null, 10_000), await expected.Events.ReadAsync(account, null, 10_000));
            Assert.Equal(same.Select(static entry => entry with { Id = default }), events.Select(static entry => entry with { Id = default }));
            Assert.Equal(events.Select(static entry => entry.Id).Distinct().Order(), events.Select(static entry => entry.Id));
        }

        async Task SameAsync<T>(Func<IMessageStore, Task<T>> ask, Func<T, object?>? shape = null)
        {
            var (told, asked) = (await ask(expected.Messages), await ask(actual.Messages));
            Assert.Equivalent(shape is null ? told : shape(told), shape is null ? asked : shape(asked), strict: true);
        }
    }

    private sealed record Step(int Kind, int Pick, MessageStatus To, long Sent, long Delivered);
}
