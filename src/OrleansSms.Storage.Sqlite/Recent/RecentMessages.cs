using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// The messages in memory. What stands here goes before what rows say. Readers look here first and then into the rows: a message leaves only once its
/// row is durable. Changed by the writer alone.
/// </summary>
internal sealed class RecentMessages
{
    /// <summary>Room that is made at the start, so that the table need not grow under load.</summary>
    private const int InitialCapacity = 1 << 15;

    private readonly ConcurrentDictionary<long, RecentMessage> _messages = new(concurrencyLevel: 1, InitialCapacity);
    private readonly Visits _visits = new();
    private int _waiting;

    public RecentReceipts Receipts { get; } = new();

    public RecentCounted Counted { get; } = new();

    /// <summary>Begins a look at memory and rows during which no message leaves memory.</summary>
    public Visits.Visit Visit() => _visits.Enter();

    /// <summary>Whether any message in memory is looked at again at some time.</summary>
    public bool AnyWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>A message as readers see it; null when it is not in memory.</summary>
    public (RecentMessage Message, RecentState State)? Find(long key) =>
        _messages.TryGetValue(key, out var message) && message.Published is { } state ? (message, state) : null;

    /// <summary>Whether memory has the say on a message.</summary>
    public bool Holds(long key) => Find(key) is not null;

    /// <summary>All messages as readers see them, in no order.</summary>
    public IEnumerable<(RecentMessage Message, RecentState State)> All()
    {
        foreach (var (_, message) in _messages)
        {
            if (message.Published is { } state)
            {
                yield return (message, state);
            }
        }
    }

    /// <summary>All messages with what the commit under way adds. Writer only.</summary>
    public IEnumerable<RecentMessage> Staged() => _messages.Select(static entry => entry.Value);

    /// <summary>A message, published or not. Writer only.</summary>
    public RecentMessage? Get(long key) => _messages.TryGetValue(key, out var message) ? message : null;

    public bool TryAdd(RecentMessage message) => _messages.TryAdd(message.Key, message);

    public void Remove(RecentMessage message)
    {
        _messages.TryRemove(message.Key, out _);
        if (message.Published is { } state)
        {
            _waiting -= state.IsWaiting ? 1 : 0;
        }

        Counted.Remove(message);
    }

    /// <summary>Makes readers see where a message stands now.</summary>
    public void Publish(RecentMessage message)
    {
        if (message.Published is { } before)
        {
            _waiting -= before.IsWaiting ? 1 : 0;
        }
        else
        {
            Counted.Add(message);
        }

        _waiting += message.State.IsWaiting ? 1 : 0;
        message.Publish();
    }

    /// <summary>Whether those who began to look before the last turn but one have finished; see <see cref="Visits.TryTurn"/>.</summary>
    public bool TryTurn() => _visits.TryTurn();
}
