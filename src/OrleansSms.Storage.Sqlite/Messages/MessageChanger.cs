using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Writes steps of messages that exist, by the rule of <see cref="MessageState.Apply"/>.</summary>
internal static class MessageChanger
{
    private const string Select = "SELECT tail, account, status, segments, sent_mask, delivered_mask FROM messages WHERE key = ?1";

    private const string Extend = "UPDATE messages SET version = version + 1, timeline = CAST(timeline || ?2 AS BLOB) WHERE key = ?1";

    // A step that is behind the message leaves everything but masks and history as it is.
    private const string ExtendMasks = """
        UPDATE messages SET version = version + 1, timeline = CAST(timeline || ?2 AS BLOB), sent_mask = ?3, delivered_mask = ?4 WHERE key = ?1
        """;

    // The room shrinks by what the row grows: the entry, the SMSC's id, and about 12 octets of times and masks.
    private const string Update = """
        UPDATE messages SET
            version = version + 1,
            timeline = CAST(timeline || ?2 AS BLOB),
            sent_mask = ?3,
            delivered_mask = ?4,
            status = ?5,
            reason = coalesce(?6, reason),
            error = coalesce(?7, error),
            bind = coalesce(?8, bind),
            attempts = coalesce(?9, attempts),
            due_at = iif(?10, NULL, coalesce(?11, due_at)),
            smsc_id = coalesce(smsc_id, ?12),
            queued_at = coalesce(?13, queued_at),
            sent_at = coalesce(?14, sent_at),
            final_at = coalesce(?15, final_at),
            room = substr(room, 13 + length(?2) + coalesce(length(?12), 0))
        WHERE key = ?1
        """;

    public static ChangeResult Write(WriteSession session, MessageChange change)
    {
        if (!TryRead(session.Connection, change.Id, out var account, out var before))
        {
            return default;
        }

        if (before.Status > change.OnlyUpTo)
        {
            return new ChangeResult(true, before.Status, before.Status);
        }

        var after = before.Status.IsFinal() ? before : before.Apply(change);
        var moved = after.Status != before.Status;
        if (before.Status.IsFinal())
        {
            session.Connection.Prepare(Extend).Bind(1, change.Id.Key).Bind(2, session.Encode(change.Entry)).Run();
        }
        else if (change.To < before.Status)
        {
            session.Connection.Prepare(ExtendMasks).Bind(1, change.Id.Key).Bind(2, session.Encode(change.Entry))
                .Bind(3, after.SentMask).Bind(4, after.DeliveredMask).Run();
        }
        else
        {
            Apply(session, change, after, moved);
        }

        ReceiptTable.Write(session, change);
        if (moved && EventTypes.For(after.Status) is var type and not EventType.None)
        {
            session.Events.Add(account, type, change.At, change.Id, change.Reason, change.Error);
        }

        return new ChangeResult(true, before.Status, after.Status);
    }

    private static bool TryRead(Connection connection, MessageId id, out int account, out MessageState state)
    {
        (account, state) = (0, default);
        using var row = connection.Prepare(Select).Bind(1, id.Key);
        if (!row.Step() || (ulong)row.GetInt64(0) != id.Value.Low)
        {
            return false;
        }

        account = row.GetInt32(1);
        state = new MessageState((MessageStatus)row.GetInt32(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5));
        return true;
    }

    private static void Apply(WriteSession session, MessageChange change, in MessageState after, bool moved)
    {
        var reached = moved ? after.Status : MessageStatus.Accepted;
        var settled = reached is MessageStatus.Queued or MessageStatus.Sent || reached.IsFinal();
        session.Connection.Prepare(Update)
            .Bind(1, change.Id.Key)
            .Bind(2, session.Encode(change.Entry))
            .Bind(3, after.SentMask)
            .Bind(4, after.DeliveredMask)
            .Bind(5, (long)after.Status)
            .Bind(6, change.Reason)
            .Bind(7, change.Error)
            .Bind(8, change.Bind is { } bind ? session.InternBind(bind) : null)
            .Bind(9, (long?)change.Attempts)
            .Bind(10, settled)
            .Bind(11, change.DueAt)
            .Bind(12, change.SmscMessageId)
            .Bind(13, reached == MessageStatus.Queued ? change.At : null)
            .Bind(14, reached == MessageStatus.Sent ? change.At : null)
            .Bind(15, reached.IsFinal() ? change.At : null)
            .Run();
    }
}
