using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Finds messages whose time has come.</summary>
internal sealed class DueReader(RecentMessages recent, NameTable names)
{
    internal const string Due = $"""
        SELECT {MessageRow.Columns} FROM messages WHERE due_at IS NOT NULL AND status IN (1, 2, 4) AND due_at <= ?1 ORDER BY due_at
        """;

    public List<MessageRecord> Read(Connection connection, long now, int limit)
    {
        bool Matches(Message message, RecentState state) => state.IsWaiting && state.DueAt <= now;
        using var visit = recent.Visit();
        var scan = new MessageScan(recent, names);

        // Mostly nothing in memory waits, and this is asked every second.
        var found = recent.AnyWaiting ? scan.Memory(Matches) : [];
        using var rows = connection.Prepare(Due).Bind(1, now);
        for (var taken = 0; taken < limit && rows.Step();)
        {
            if (scan.Row(rows) is { } row && Matches(row.Message, row.State))
            {
                found.Add(row);
                taken++;
            }
        }

        found.Sort(static (left, right) => left.State.DueAt!.Value.CompareTo(right.State.DueAt!.Value));
        return [.. found.Take(limit).Select(due => due.State.ToRecord(due.Message, names))];
    }
}
