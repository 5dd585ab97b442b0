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

    public List<QueuedMessage> Read(Connection connection, BindKey bind, MessageCategory lane, MessageId? after, int limit)
    {
        if (names.Find(bind) is not { } number)
        {
            return [];
        }

        var from = after?.Key ?? -1;
        bool Matches(Message message, RecentState state) =>
            state.Status == MessageStatus.Queued && state.Bind == number && message.Category == lane && message.Id.Key > from;
        using var visit = recent.Visit();
        var scan = new MessageScan(recent, names);
        var found = scan.Memory(Matches);
        using var rows = connection.Prepare(Page).Bind(1, number).Bind(2, (long)lane).Bind(3, from);
        for (var taken = 0; taken < limit && rows.Step();)
        {
            if (scan.Row(rows) is { } row && Matches(row.Message, row.State))
            {
                found.Add(row);
                taken++;
            }
        }

        found.Sort(static (left, right) => left.Message.Id.Key.CompareTo(right.Message.Id.Key));
        return [.. found.Take(limit).Select(static queued => new QueuedMessage(queued.Message, queued.State.Attempts, queued.State.SentMask))];
    }
}
