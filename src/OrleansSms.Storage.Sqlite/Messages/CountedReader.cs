using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads what a recipient's cap is rebuilt from.</summary>
internal static class CountedReader
{
    // Messages that ended before any part of them went out give their place back; those that wait for their time have none yet, and take it then.
    internal const string Select = """
        SELECT key, tail, coalesce(queued_at, created_at), category FROM messages
        WHERE counted = 1 AND recipient = ?1 AND account = ?2 AND coalesce(queued_at, created_at) >= ?3
            AND NOT (status IN (8, 9, 10, 11) AND sent_mask = 0) AND status NOT IN (1, 2)
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
