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
    private readonly ConcurrentDictionary<long, Bucket> _buckets = new(concurrencyLevel: 1, capacity: 1 << 10);
    private readonly Visits _visits = new();
    private int _waiting;

    public RecentMessages() => Counted = new RecentCounted(Get);

    public RecentReceipts Receipts { get; } = new();

    public RecentCounted Counted { get; }

    /// <summary>
    /// Begins a look at memory and rows: no message leaves memory during it whose row was written since it began. Others may at any time, so what is found in memory is to be taken
    /// then: it is not there to be found once more.
    /// </summary>
    public Visits.Visit Visit() => _visits.Enter();

    /// <summary>Whether any message in memory is looked at again at some time.</summary>
    public bool AnyWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>A message as readers see it; null when it is not in memory.</summary>
    public (RecentMessage Message, RecentState State)? Find(long key) =>
        _messages.TryGetValue(key, out var message) && message.Published is { } state ? (message, state) : null;

    /// <summary>Messages as readers see them whose keys may be between two keys, those included: bucket by bucket in the order of keys.</summary>
    public IEnumerable<Bucket> Between(long first, long last)
    {
        var (from, to) = (Bucket.NumberOf(first), Bucket.NumberOf(last));
        return _buckets.Where(bucket => bucket.Key >= from && bucket.Key <= to).OrderBy(static bucket => bucket.Key).Select(static bucket => bucket.Value);
    }

    /// <summary>All messages with what the commit under way adds. Writer only.</summary>
    public IEnumerable<RecentMessage> Staged() => _messages.Select(static entry => entry.Value);

    /// <summary>A message, published or not. Writer only.</summary>
    public RecentMessage? Get(long key) => _messages.TryGetValue(key, out var message) ? message : null;

    public bool TryAdd(RecentMessage message)
    {
        if (!_messages.TryAdd(message.Key, message))
        {
            return false;
        }

        _buckets.GetOrAdd(Bucket.NumberOf(message.Key), static _ => new Bucket()).Add(message);
        return true;
    }

    public void Remove(RecentMessage message)
    {
        Counted.Remove(message);
        if (_messages.TryRemove(message.Key, out _))
        {
            RemoveFromBucket(message);
        }

        if (message.Published is { } state)
        {
            _waiting -= state.IsWaiting ? 1 : 0;
        }
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

    /// <summary>A message has lost its text and its number, durably.</summary>
    public void Erase(RecentMessage message)
    {
        Counted.Remove(message);
        message.Erase();
    }

    /// <summary>Whether those who began to look before the last turn but one have finished; see <see cref="Visits.TryTurn"/>.</summary>
    public bool TryTurn() => _visits.TryTurn();

    private void RemoveFromBucket(RecentMessage message)
    {
        var number = Bucket.NumberOf(message.Key);
        var bucket = _buckets[number];
        bucket.Remove(message);
        if (bucket.IsEmpty)
        {
            _buckets.TryRemove(number, out _);
        }
    }
}
