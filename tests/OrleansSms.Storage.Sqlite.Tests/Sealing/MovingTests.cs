using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Sealing;

/// <summary>What is read while messages go from memory into rows and back all the time.</summary>
public sealed class MovingTests : IAsyncLifetime
{
    private const int Messages = 60;
    private const int Changes = 2_000;

    private static readonly BindKey Bind = new("north", 1);

    private readonly SqliteStores _stores = SqliteStores.Open(configure: options => options.UnsealedMessages = 5);
    private readonly Samples _samples = new(TimeProvider.System);
    private readonly NewMessage[] _queued;

    public MovingTests() =>
        _queued = [.. Enumerable.Range(0, Messages).Select(_ => _samples.Queued(Bind, _samples.Message() with { CountsTowardsCap = true }))];

    private IMessageStore Store => _stores.Messages;

    public Task InitializeAsync() => Store.CommitAsync(new ChangeSet { NewMessages = _queued }, CommitLane.Urgent);

    public async Task DisposeAsync() => await _stores.DisposeAsync();

    [Fact]
    public Task A_lane_is_whole_whenever_it_is_read() =>
        IsWholeAsync(async () => (await Store.ReadQueueAsync(Bind, MessageCategory.Transactional, null, Messages)).Select(queued => queued.Message));

    [Fact]
    public Task A_list_is_whole_whenever_it_is_read() =>
        IsWholeAsync(async () => (await Store.ListAsync(new MessageFilter { Limit = Messages })).Items.Select(record => record.Message).Reverse());

    [Fact]
    public Task What_counts_towards_a_cap_is_whole_whenever_it_is_read() => IsWholeAsync(async () =>
        (await Store.ReadCountedAsync([_queued[0].Message.To], _queued[0].Message.Account, 0)).Select(counted => counted.Message).OrderBy(message => message.Id.Key));

    private async Task IsWholeAsync(Func<Task<IEnumerable<Message>>> readAsync)
    {
        var changing = Task.Run(ChangeAsync);
        do
        {
            Assert.Equal(_queued.Select(queued => queued.Message.Id), (await readAsync()).Select(message => message.Id));
        }
        while (!changing.IsCompleted);

        await changing;
    }

    /// <summary>Notes something about one message after the other, which takes it up into memory; there is room for few.</summary>
    private async Task ChangeAsync()
    {
        for (var i = 0; i < Changes; i++)
        {
            var change = _samples.Change(_queued[i % Messages].Message.Id, MessageStatus.Queued);
            await Store.CommitAsync(new ChangeSet { Changes = [change] }, CommitLane.Urgent);
        }
    }
}
