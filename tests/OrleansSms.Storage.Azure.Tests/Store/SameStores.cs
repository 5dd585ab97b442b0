using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>Compares what two stores say of the same messages, through their ports.</summary>
internal static class SameStores
{
    /// <param name="actual">The one.</param>
    /// <param name="expected">The other.</param>
    /// <param name="ids">Messages that they may have.</param>
    /// <param name="places">Whether events have the same places, and not only the same order.</param>
    public static async Task CompareAsync(AzureDatabase actual, SqliteDatabase expected, IReadOnlyList<MessageId> ids, bool places = false)
    {
        await SameAsync(store => store.ReadAsync(ids));
        await SameAsync(store => store.ReadDueAsync(long.MaxValue, 1_000));
        await SameAsync(store => store.FindReceiptsAsync("north", [.. Enumerable.Range(0, 20).Select(static i => $"R{i}")]), static found =>
            found.OrderBy(static open => (open.Key.SmscMessageId, open.Key.Segment)).ToList());
        await SameAsync(store => store.ListAsync(new MessageFilter { Limit = 1_000 }));
        foreach (var bind in StoreSteps.Binds)
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
            await SameAsync(store => store.ReadCountedAsync([new Msisdn(447700900100 + i)], StoreSteps.Accounts[0], 0));
        }

        foreach (var account in StoreSteps.Accounts)
        {
            var (events, same) = (await actual.Events.ReadAsync(account, null, 10_000), await expected.Events.ReadAsync(account, null, 10_000));
            Assert.Equal(same.Select(entry => places ? entry : entry with { Id = default }), events.Select(entry => places ? entry : entry with { Id = default }));
            Assert.Equal(events.Select(static entry => entry.Id).Distinct().Order(), events.Select(static entry => entry.Id));
        }

        async Task SameAsync<T>(Func<IMessageStore, Task<T>> ask, Func<T, object?>? shape = null)
        {
            var (told, asked) = (await ask(expected.Messages), await ask(actual.Messages));
            Assert.Equivalent(shape is null ? told : shape(told), shape is null ? asked : shape(asked), strict: true);
        }
    }
}
