using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Model;

/// <summary>Asks a store everything that can be asked, and compares the answers with the model's.</summary>
internal sealed class ModelComparison(StoreModel model, SqliteStores stores, long now)
{
    private const int LanePage = 3;
    private const int ListPage = 7;

    public async Task CompareAsync()
    {
        await CompareMessagesAsync();
        await CompareLanesAsync();
        await CompareReceiptsAsync();
        await CompareCountedAsync();
        await CompareAnswersAsync();
        await CompareBatchesAsync();
        await CompareListsAndEventsAsync();
    }

    private async Task CompareMessagesAsync()
    {
        var records = await stores.Messages.ReadAsync([.. model.Messages.Values.Select(message => message.Message.Id)]);
        Assert.Equal(model.Messages.Values.Select(Describe), records.Select(Describe));
        foreach (var message in model.Messages.Values)
        {
            Assert.Equal(message.Timeline, await stores.Messages.ReadTimelineAsync(message.Message.Id));
        }
    }

    private async Task CompareLanesAsync()
    {
        foreach (var bind in RandomSets.Binds)
        {
            for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
            {
                Assert.Equal(model.Lane(bind, lane).Select(Describe), (await LaneAsync(bind, lane)).Select(Describe));
            }
        }

        var due = await stores.Messages.ReadDueAsync(now, int.MaxValue);
        Assert.Equal(
            model.Messages.Values.Where(message => message.IsDue(now)).Select(message => message.Message.Id.Key),
            due.Select(record => record.Message.Id.Key).Order());
    }

    private async Task<List<QueuedMessage>> LaneAsync(BindKey bind, MessageCategory lane)
    {
        var all = new List<QueuedMessage>();
        IReadOnlyList<QueuedMessage> page;
        do
        {
            page = await stores.Messages.ReadQueueAsync(bind, lane, all.Count == 0 ? null : all[^1].Message.Id, LanePage);
            all.AddRange(page);
        }
        while (page.Count == LanePage);

        return all;
    }

    private async Task CompareReceiptsAsync()
    {
        foreach (var carrier in RandomSets.Binds.Select(bind => bind.Carrier).Distinct())
        {
            var found = await stores.Messages.FindReceiptsAsync(carrier, RandomSets.SmscIds);
            var expected = model.Receipts.Where(receipt => receipt.Key.Carrier == carrier).Select(receipt => $"{receipt.Key} {receipt.Value}");
            Assert.Equal(expected.Order(), found.Select(receipt => $"{receipt.Key} {receipt.Message}").Order());
        }
    }

    private async Task CompareCountedAsync()
    {
        var since = now - UnixMicros.From(TimeSpan.FromMinutes(2));
        foreach (var account in RandomSets.Accounts)
        {
            foreach (var recipient in RandomSets.Recipients)
            {
                var counted = await stores.Messages.ReadCountedAsync([recipient], account, since);
                var expected = model.Messages.Values.Where(message => message.HoldsPlace && message.Record.QueuedAt >= since
                    && message.Message.To == recipient && message.Message.Account == account);
                Assert.Equal(
                    expected.Select(message => (message.Message.Id.Key, message.Record.QueuedAt!.Value)),
                    counted.Select(message => (message.Message.Id.Key, message.QueuedAt)).Order());
            }
        }
    }

    private async Task CompareAnswersAsync()
    {
        for (byte key = 0; key < RandomSets.Keys; key++)
        {
            var found = await stores.Messages.FindAnswerAsync(Enumerable.Repeat(key, 16).ToArray());
            Assert.Equal(model.Answers.GetValueOrDefault(key)?.RequestHash.ToArray(), found?.RequestHash.ToArray());
        }
    }

    private async Task CompareBatchesAsync()
    {
        foreach (var batch in model.Batches)
        {
            var progress = await stores.Messages.ReadBatchAsync(batch.Id);
            var expected = new int[progress!.ByStatus.Count];
            foreach (var message in model.Messages.Values.Where(message => message.Message.Batch == batch.Id))
            {
                expected[(int)message.Shown.Status]++;
            }

            Assert.Equal(expected, progress.ByStatus);
        }
    }

    private async Task CompareListsAndEventsAsync()
    {
        foreach (var account in RandomSets.Accounts)
        {
            var listed = new List<long>();
            MessageId? before = null;
            do
            {
                var page = await stores.Messages.ListAsync(new MessageFilter { Account = account, Limit = ListPage, Before = before });
                listed.AddRange(page.Items.Select(record => record.Message.Id.Key));
                before = page.Next is { } next && MessageId.TryParse(next, out var id) ? id : null;
            }
            while (before is not null);

            Assert.Equal(model.Messages.Where(message => message.Value.Message.Account == account).Select(message => message.Key).Reverse(), listed);
            var events = await stores.Events.ReadAsync(account, null, int.MaxValue);
            Assert.Equal(
                model.Events.Where(entry => entry.Account == account).Select(entry => (entry.Type, entry.Message)),
                events.Select(entry => (entry.Type, entry.Message)));
        }
    }

    private static string Describe(ModelMessage message) => Describe(message.Shown);

    /// <summary>All of it in one line, so that a difference can be read.</summary>
    private static string Describe(MessageRecord record) => record.ToString();

    private static string Describe(QueuedMessage queued) => queued.ToString();
}
