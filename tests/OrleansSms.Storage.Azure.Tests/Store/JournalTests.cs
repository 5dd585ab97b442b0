using Microsoft.Extensions.Time.Testing;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>A journal of many small segments.</summary>
[Collection(StorageAccountCollection.Name)]
public sealed class JournalTests(StorageAccount account)
{
    private const int Rounds = 12;
    private const int PageMessages = 50;

    private static readonly BindKey Bind = new("north", 0);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));

    private Samples New => field ??= new Samples(_time);

    [Fact]
    public async Task What_segments_are_removed_for_stands_in_tables_and_the_rest_in_the_journal()
    {
        // A segment of no size ends with its first entry.
        await using var stores = await AzureStores.OpenAsync(account, _time, static options => options.SegmentMiB = 0);
        var ids = new List<MessageId>();
        var part = New.Part();
        await stores.Messages.CommitAsync(new ChangeSet { NewParts = [part] }, CommitLane.Urgent);
        for (var round = 0; round < Rounds; round++)
        {
            Assert.Equal(round + 1, (await stores.Messages.ClaimBindAsync(Bind)).Epoch);
            var page = Enumerable.Range(0, PageMessages).Select(_ => New.Queued(Bind)).ToList();
            ids.AddRange(page.Select(static created => created.Message.Id));
            await stores.Messages.CommitAsync(new ChangeSet { NewMessages = page }, CommitLane.Urgent);
            await stores.Messages.CommitAsync(new ChangeSet { Changes = [.. ids.TakeLast(PageMessages / 2).Select(id => New.Delivered(id) with { SentSegments = 1 })] }, CommitLane.Urgent);
            if (round % 3 == 1)
            {
                await stores.Database.FlushAsync();
            }

            if (round % 3 == 2)
            {
                await stores.CrashAsync();
            }
        }

        Assert.Equal(ids, (await stores.Messages.ReadAsync(ids)).Select(static record => record.Message.Id));
        Assert.Equal(Rounds * PageMessages / 2, (await stores.Messages.ReadQueueAsync(Bind, MessageCategory.Transactional, null, 10_000)).Count);
        Assert.Equal(Rounds * PageMessages * 5 / 2, (await stores.Events.ReadAsync("acc_one", null, 10_000)).Count);
        Assert.Equal(part.Id, Assert.Single(await stores.Messages.ReadPartsAsync("north")).Id);
    }
}
