using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Reads messages as callers see them, within one snapshot of one reader.</summary>
internal sealed class MessageReader(Connection connection, NameTable names)
{
    private const string ById = $"SELECT {MessageColumns.All} FROM messages WHERE key = ?1";

    private HashSet<long>? _intended;

    /// <summary>A message; null when there is none.</summary>
    public MessageRecord? Read(MessageId id)
    {
        using var row = connection.Prepare(ById).Bind(1, id.Key);
        return row.Step() && MessageColumns.ReadId(row) == id ? Shown(MessageColumns.ReadRecord(row, names)) : null;
    }

    /// <summary>The record of the row that <paramref name="row"/> stands on.</summary>
    public MessageRecord Read(Statement row) => Shown(MessageColumns.ReadRecord(row, names));

    /// <summary>Where a message stands: one that is queued in its row and has begun to go out is <see cref="MessageStatus.Sending"/>.</summary>
    public MessageStatus Shown(MessageStatus status, long key, long sentMask)
    {
        if (status != MessageStatus.Queued)
        {
            return status;
        }

        _intended ??= IntentTable.ReadAllKeys(connection);
        return sentMask != 0 || _intended.Contains(key) ? MessageStatus.Sending : status;
    }

    private MessageRecord Shown(MessageRecord record)
    {
        var status = Shown(record.Status, record.Message.Id.Key, record.SentMask);
        return status == record.Status ? record : record with { Status = status };
    }
}
