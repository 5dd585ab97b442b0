using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads lanes back after a start.</summary>
internal static class QueueReader
{
    // The status is a literal, so that the partial index is used.
    internal const string Page = $"""
        SELECT {MessageColumns.Accepted}, attempts, sent_mask FROM messages
        WHERE status = 3 AND bind = ?1 AND category = ?2 AND key > ?3 ORDER BY key LIMIT ?4
        """;

    public static List<QueuedMessage> Read(Connection connection, NameTable names, BindKey bind, MessageCategory lane, MessageId? after, int limit)
    {
        var messages = new List<QueuedMessage>();
        if (names.Find(bind) is not { } number)
        {
            return messages;
        }

        using var rows = connection.Prepare(Page).Bind(1, number).Bind(2, (long)lane).Bind(3, after?.Key ?? -1).Bind(4, limit);
        while (rows.Step())
        {
            messages.Add(Read(rows, names));
        }

        return messages;
    }

    public static QueuedMessage Read(Statement row, NameTable names) => new(
        MessageColumns.ReadMessage(row, names),
        row.GetInt32(MessageColumns.AcceptedCount),
        row.GetInt64(MessageColumns.AcceptedCount + 1));
}
