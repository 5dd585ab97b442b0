using System.Globalization;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Moving;

/// <summary>Receipts that are expected by messages that are there, in the order of the table's key. A cursor is that key.</summary>
internal static class ReceiptPage
{
    /// <summary>Their number.</summary>
    public const string Count = "SELECT count(*) FROM open_receipts r JOIN messages m ON m.key = r.message";

    private const string Select = """
        SELECT r.carrier, r.segment, m.key, m.tail, r.at, r.smsc_id FROM open_receipts r JOIN messages m ON m.key = r.message
        WHERE (r.carrier, r.smsc_id, r.segment) > (?1, ?2, ?3) ORDER BY r.carrier, r.smsc_id, r.segment LIMIT ?4
        """;

    public static Page<MovedReceipt> Read(Connection connection, NameTable names, string? cursor)
    {
        var receipts = new List<MovedReceipt>();
        var (carrier, segment, smscId) = Parse(cursor);
        using var rows = connection.Prepare(Select).Bind(1, carrier).Bind(2, smscId).Bind(3, segment).Bind(4, IStoreExport.PageSize);
        while (rows.Step())
        {
            (carrier, segment, smscId) = (rows.GetInt64(0), rows.GetInt64(1), rows.GetText(5));
            var message = new MessageId(new SortableId((ulong)rows.GetInt64(2), (ulong)rows.GetInt64(3)));
            receipts.Add(new MovedReceipt(new ReceiptKey(names.NameOf((int)carrier), smscId, (int)segment), message, rows.GetInt64(4)));
        }

        return new Page<MovedReceipt>(
            receipts, receipts.Count < IStoreExport.PageSize ? null : string.Create(CultureInfo.InvariantCulture, $"{carrier}:{segment}:{smscId}"));
    }

    /// <summary>The id comes last, since it may hold anything.</summary>
    private static (long Carrier, long Segment, string SmscId) Parse(string? cursor)
    {
        if (cursor is null)
        {
            return (0, 0, "");
        }

        var parts = cursor.Split(':', 3);
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }
}
