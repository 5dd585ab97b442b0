using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Finds the messages that receipts belong to: memory has the last word on each, the table on those that memory does not know.</summary>
internal sealed class ReceiptReader(RecentMessages recent, NameTable names)
{
    private const string Select = """
        SELECT m.key, m.tail, m.status, m.bind, m.intent, m.due_at, m.record, r.segment FROM open_receipts r JOIN messages m ON m.key = r.message
        WHERE r.carrier = ?1 AND r.smsc_id = ?2
        """;

    private const int Segment = 7;

    /// <summary>Looks into memory; null when only the table can tell.</summary>
    public List<OpenReceipt>? Look(string carrier, IReadOnlyList<string> smscMessageIds)
    {
        var found = new List<OpenReceipt>(smscMessageIds.Count);
        if (names.Find(carrier) is not { } number)
        {
            return found;
        }

        foreach (var smscId in smscMessageIds)
        {
            var words = recent.Receipts.Find(number, smscId);
            if (words.Length == 0 || Array.Exists(words, static word => word.Message.HasRow))
            {
                return null;
            }

            Add(found, carrier, words);
        }

        return found;
    }

    public List<OpenReceipt> Read(Connection connection, string carrier, IReadOnlyList<string> smscMessageIds)
    {
        var found = new List<OpenReceipt>(smscMessageIds.Count);
        if (names.Find(carrier) is not { } number)
        {
            return found;
        }

        foreach (var smscId in smscMessageIds)
        {
            var words = recent.Receipts.Find(number, smscId);
            Add(found, carrier, words);
            using var rows = connection.Prepare(Select).Bind(1, number).Bind(2, smscId);
            while (rows.Step())
            {
                var segment = rows.GetInt32(Segment);
                if (!Array.Exists(words, word => word.Segment == segment))
                {
                    var (message, _) = MessageRow.Read(rows, names);
                    found.Add(new OpenReceipt(new ReceiptKey(carrier, smscId, segment), message.Id, message.Category, message.Segments));
                }
            }
        }

        return found;
    }

    private static void Add(List<OpenReceipt> found, string carrier, RecentReceipt[] words)
    {
        foreach (var word in words)
        {
            if (word.IsOpen)
            {
                var message = word.Message.Message;
                found.Add(new OpenReceipt(new ReceiptKey(carrier, word.SmscId, word.Segment), message.Id, message.Category, message.Segments));
            }
        }
    }
}
