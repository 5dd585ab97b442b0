using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Rows of <c>messages</c> and what they become.</summary>
internal static class MessageRow
{
    /// <summary>What the methods here read.</summary>
    public const string Columns = "key, tail, status, bind, intent, due_at, record";

    public static MessageId ReadId(Statement row) => new(new SortableId((ulong)row.GetInt64(0), (ulong)row.GetInt64(1)));

    /// <summary>Reads a message and where it stands.</summary>
    /// <param name="before">A message whose texts may be the same: then they are shared, as the messages of a batch share theirs.</param>
    /// <param name="withHistory">Whether its history is wanted.</param>
    public static (Message Message, RecentState State) Read(
        Statement row, NameTable names, Message? before = null, bool withHistory = false)
    {
        var columns = new RecentState
        {
            Status = (MessageStatus)row.GetInt32(2),
            Bind = row.GetInt32(3),
            IntentBind = row.GetInt32(4),
            DueAt = row.GetNullable(5),
        };
        return RowCodec.Read(row.GetBytes(6), row.GetInt64(0), columns, names, before, withHistory);
    }
}
