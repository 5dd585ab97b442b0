using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads lanes: after a start, and where there is more than a bind keeps in memory.</summary>
internal sealed class QueueReader(RecentMessages recent, NameTable names)
{
    // The status is a literal, so that the partial index is used.
    internal const string Page = $"""
        SELECT {MessageRow.Columns} FROM messages
        WHERE status = 3 AND bind = ?1 AND category = ?2 AND key > ?3 ORDER BY key
        """;

    public List<QueuedMessage> Read(Connection connection, BindKey bind, MessageCategory category, MessageId? after, int limit)
    {
        if (names.Find(bind) is not { } number)
        {
            return [];
        }

        var lane = new LaneQuery(number, category, after?.Key ?? -1, limit);
        using var visit = recent.Visit();
        var rows = Rows(connection, lane);
        var last = rows.Count == limit ? rows[^1].Message.Id.Key : long.MaxValue;
        return Merge(Memory(lane, last), rows, limit);
    }

    /// <summary>The first messages of a lane that have rows, as memory has them if it does: later it may have let them go.</summary>
    private List<QueuedMessage> Rows(Connection connection, LaneQuery lane)
    {
        var found = new List<QueuedMessage>();
        var scan = new MessageScan(recent, names);
        using var rows = connection.Prepare(Page).Bind(1, lane.Bind).Bind(2, (long)lane.Category).Bind(3, lane.After);
        while (found.Count < lane.Limit && rows.Step())
        {
            if (scan.Row(rows) is { } row && lane.Holds(row.Message, row.State))
            {
                found.Add(Queued(row.Message, row.State));
            }
        }

        return found;
    }

    /// <summary>The first messages of a lane that memory has, up to a key.</summary>
    private List<QueuedMessage> Memory(LaneQuery lane, long last)
    {
        var found = new List<QueuedMessage>();
        foreach (var bucket in recent.Between(lane.After + 1, last))
        {
            foreach (var (message, state) in bucket.Published())
            {
                if (message.Key <= last && lane.Holds(message.Message, state))
                {
                    found.Add(Queued(message.Message, state));
                }
            }

            if (found.Count >= lane.Limit)
            {
                break;
            }
        }

        found.Sort(static (left, right) => left.Message.Id.Key.CompareTo(right.Message.Id.Key));
        return found;
    }

    /// <summary>Both in the order of keys. What is in both is taken as memory had it last.</summary>
    private static List<QueuedMessage> Merge(List<QueuedMessage> memory, List<QueuedMessage> rows, int limit)
    {
        var merged = new List<QueuedMessage>(Math.Min(limit, memory.Count + rows.Count));
        for (int i = 0, j = 0; merged.Count < limit && (i < memory.Count || j < rows.Count);)
        {
            var order = i == memory.Count ? 1 : j == rows.Count ? -1 : memory[i].Message.Id.Key.CompareTo(rows[j].Message.Id.Key);
            merged.Add(order <= 0 ? memory[i] : rows[j]);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return merged;
    }

    private static QueuedMessage Queued(Message message, RecentState state) => new(message, state.Attempts, state.SentMask);

    /// <summary>Which messages of a lane are wanted.</summary>
    private readonly record struct LaneQuery(int Bind, MessageCategory Category, long After, int Limit)
    {
        public bool Holds(Message message, RecentState state) =>
            state.Status == MessageStatus.Queued && state.Bind == Bind && message.Category == Category && message.Id.Key > After;
    }
}
