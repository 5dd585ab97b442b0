using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads what a recipient's cap is rebuilt from.</summary>
internal static class CountedReader
{
    // A message takes its place when it is queued: one that is scheduled or held has none yet. Those that ended before any part of them went out give
    // it back.
    internal const string Select = """
        SELECT key, tail, queued_at, category FROM messages
        WHERE counted = 1 AND recipient = ?1 AND account = ?2 AND queued_at >= ?3
            AND NOT (status IN (8, 9, 10, 11) AND sent_mask = 0)
        ORDER BY key
        """;

    public static List<CountedMessage> Read(Connection connection, Msisdn recipient, int account, long since)
    {
        var messages = new List<CountedMessage>();
        using var rows = connection.Prepare(Select).Bind(1, recipient.Digits).Bind(2, account).Bind(3, since);
        while (rows.Step())
        {
            messages.Add(new CountedMessage(MessageColumns.ReadId(rows), rows.GetInt64(2), (MessageCategory)rows.GetInt32(3)));
        }

        return messages;
    }
}
