using System.Collections.Concurrent;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// Messages that readers have just taken from their rows for somebody who is about to send them: when their intents come, the writer need not read the rows once
/// more. Readers add, within a visit; the writer takes. What stands here is as good as the row: a row changes only while its message is in memory, which goes before
/// this, and a message that leaves memory leaves here too.
/// </summary>
internal sealed class AheadMessages
{
    /// <summary>Messages kept: what a dozen fast binds fetch ahead, some 50 MB. The rows of others are read again.</summary>
    private const int Capacity = 1 << 17;

    private readonly ConcurrentDictionary<long, RecentMessage> _messages = new();
    private int _count;

    /// <summary>Keeps a message that was read from its row during a visit, unless there are too many.</summary>
    public void Offer(RecentMessage message)
    {
        if (Volatile.Read(ref _count) < Capacity && _messages.TryAdd(message.Key, message))
        {
            Interlocked.Increment(ref _count);
        }
    }

    /// <summary>A message whose row says the same; null when none is here. Writer only.</summary>
    public RecentMessage? Take(long key)
    {
        if (Volatile.Read(ref _count) == 0 || !_messages.TryRemove(key, out var message))
        {
            return null;
        }

        Interlocked.Decrement(ref _count);
        return message;
    }
}
