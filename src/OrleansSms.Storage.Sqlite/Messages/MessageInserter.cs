using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Writes messages that begin.</summary>
internal static class MessageInserter
{
    private const int BatchBytes = 16;

    // 112 octets are what the answer to a submit_sm and a receipt add to a row.
    private const string Insert = """
        INSERT INTO messages (
            key, tail, account, status, segments, bind, category, recipient, encoding, counted, concat_reference, created_at, expires_at, not_before,
            queued_at, final_at, due_at, batch, reason, sender, body, client_reference, tags, callback_url, timeline, room)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, zeroblob(112))
        """;

    public static void Write(WriteSession session, NewMessage created)
    {
        var message = created.Message;
        var account = session.Names.Intern(session.Connection, message.Account);
        var bind = created.Bind is { } key ? session.InternBind(key) : 0;
        var row = session.Connection.Prepare(Insert)
            .Bind(1, message.Id.Key)
            .Bind(2, (long)message.Id.Value.Low)
            .Bind(3, account)
            .Bind(4, (long)created.Status)
            .Bind(5, message.Segments)
            .Bind(6, bind)
            .Bind(7, (long)message.Category)
            .Bind(8, message.To.Digits)
            .Bind(9, (long)message.Encoding)
            .Bind(10, message.CountsTowardsCap)
            .Bind(11, message.ConcatenationReference)
            .Bind(12, message.CreatedAt)
            .Bind(13, message.ExpiresAt)
            .Bind(14, message.NotBefore)
            .Bind(15, created.Status == MessageStatus.Queued ? message.CreatedAt : null)
            .Bind(16, created.Status.IsFinal() ? message.CreatedAt : null)
            .Bind(17, created.DueAt)
            .Bind(19, created.Reason)
            .Bind(20, message.From)
            .Bind(21, message.Body)
            .Bind(22, message.ClientReference)
            .Bind(23, MessageColumns.JoinTags(message.Tags))
            .Bind(24, message.CallbackUrl)
            .Bind(25, session.Encode(created.Timeline));
        if (message.Batch is { } batch)
        {
            Span<byte> octets = stackalloc byte[BatchBytes];
            MessageColumns.WriteBatch(batch, octets);
            row.Bind(18, octets);
        }

        row.Run();
        session.Events.Add(account, EventType.MessageAccepted, message.CreatedAt, message.Id);
        if (created.Status != MessageStatus.Accepted)
        {
            session.Events.Add(account, EventTypes.For(created.Status), message.CreatedAt, message.Id, created.Reason);
        }
    }
}
