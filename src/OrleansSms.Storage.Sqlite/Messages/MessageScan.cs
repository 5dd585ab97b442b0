using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// A look at many messages, in memory and in rows: each appears once, as memory has it if memory has it. Within a visit, so that none is missed that
/// goes from one to the other meanwhile.
/// </summary>
internal sealed class MessageScan(RecentMessages recent, NameTable names)
{
    private readonly HashSet<long> _fromMemory = [];
    private Message? _before;

    /// <summary>Those in memory that <paramref name="matches"/> says yes to, in no order.</summary>
    public List<Found> Memory(Func<Message, RecentState, bool> matches) => Memory(0, long.MaxValue, matches);

    /// <summary>The same of keys between two, those included.</summary>
    public List<Found> Memory(long first, long last, Func<Message, RecentState, bool> matches)
    {
        var found = new List<Found>();
        foreach (var bucket in recent.Between(first, last))
        {
            foreach (var (message, state) in bucket.Published())
            {
                if (message.Key >= first && message.Key <= last && matches(message.Message, state))
                {
                    _fromMemory.Add(message.Key);
                    found.Add(new Found(message.Message, state));
                }
            }
        }

        return found;
    }

    /// <summary>The message of the row that <paramref name="row"/> stands on, as memory has it or as the row does; null when memory has given it.</summary>
    public Found? Row(Statement row)
    {
        var key = row.GetInt64(0);
        if (_fromMemory.Contains(key))
        {
            return null;
        }

        // Taken up into memory since, or passed over there: what memory says is newer than the row.
        if (recent.Find(key) is { } held)
        {
            return new Found(held.Message.Message, held.State);
        }

        var (message, state) = MessageRow.Read(row, names, _before);
        _before = message;
        return new Found(message, state);
    }

    /// <summary>A message and where it stands.</summary>
    internal readonly record struct Found(Message Message, RecentState State);
}
