using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>One account's log in memory.</summary>
internal sealed class MemoryEventLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly List<EventRecord> _records = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Number of reads so far.</summary>
    public int Reads { get; private set; }

    /// <summary>Appends one commit; the ids of its events.</summary>
    public IReadOnlyList<EventId> Append(params EventRecord[] commit)
    {
        lock (_lock)
        {
            var position = _records.Count == 0 ? 1 : _records[^1].Event.Id.Position + 1;
            var placed = commit.Select((record, index) => record with { Event = record.Event with { Id = new EventId(Events.WrittenMs, position, index) } });
            _records.AddRange(placed);
            _arrival.SetResult();
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return [.. _records.TakeLast(commit.Length).Select(record => record.Event.Id)];
        }
    }

    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(string account, EventId? after, int limit, CancellationToken cancellationToken = default) =>
        [.. (await ReadRecordsAsync(account, after, limit, cancellationToken)).Select(record => record.Event)];

    public Task<IReadOnlyList<EventRecord>> ReadRecordsAsync(
        string account, EventId? after, int limit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Reads++;
            return Task.FromResult<IReadOnlyList<EventRecord>>([.. _records.Where(record => after is not { } place || record.Event.Id > place).Take(limit)]);
        }
    }

    public Task<EventId?> LastAsync(string account, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_records.Count == 0 ? null : (EventId?)_records[^1].Event.Id);
        }
    }

    public Task WaitAsync(string account, EventId? after, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var hasMore = _records.Count > 0 && (after is not { } place || _records[^1].Event.Id > place);
            return hasMore ? Task.CompletedTask : _arrival.Task.WaitAsync(cancellationToken);
        }
    }
}
