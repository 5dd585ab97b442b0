using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>The receipts that are expected: few, since each row goes when its receipt comes.</summary>
internal static class ReceiptTable
{
    private const string FindSql = """
        SELECT r.segment, m.key, m.tail, m.category, m.segments FROM open_receipts r JOIN messages m ON m.key = r.message
        WHERE r.carrier = ?1 AND r.smsc_id = ?2
        """;

    /// <summary>Opens and closes what <paramref name="change"/> says.</summary>
    public static void Write(WriteSession session, MessageChange change)
    {
        if (change.OpenReceipt is { } open)
        {
            // An SMSC that has come round to the same id means the newer message.
            session.Connection.Prepare("INSERT OR REPLACE INTO open_receipts (carrier, smsc_id, segment, message, at) VALUES (?1, ?2, ?3, ?4, ?5)")
                .Bind(1, session.Names.Intern(session.Connection, open.Carrier)).Bind(2, open.SmscMessageId).Bind(3, open.Segment)
                .Bind(4, change.Id.Key).Bind(5, change.At).Run();
        }

        if (change.CloseReceipt is { } close && session.Names.Find(close.Carrier) is { } carrier)
        {
            session.Connection.Prepare("DELETE FROM open_receipts WHERE carrier = ?1 AND smsc_id = ?2 AND segment = ?3")
                .Bind(1, carrier).Bind(2, close.SmscMessageId).Bind(3, close.Segment).Run();
        }
    }

    public static List<OpenReceipt> Find(Connection connection, NameTable names, string carrier, IReadOnlyList<string> smscMessageIds)
    {
        var found = new List<OpenReceipt>(smscMessageIds.Count);
        if (names.Find(carrier) is not { } number)
        {
            return found;
        }

        foreach (var smscId in smscMessageIds)
        {
            using var row = connection.Prepare(FindSql).Bind(1, number).Bind(2, smscId);
            while (row.Step())
            {
                var id = new MessageId(new SortableId((ulong)row.GetInt64(1), (ulong)row.GetInt64(2)));
                found.Add(new OpenReceipt(new ReceiptKey(carrier, smscId, row.GetInt32(0)), id, (MessageCategory)row.GetInt32(3), row.GetInt32(4)));
            }
        }

        return found;
    }
}
