using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>The receipts that messages in rows wait for.</summary>
internal static class ReceiptTable
{
    private const string Put = "INSERT OR REPLACE INTO open_receipts (carrier, smsc_id, segment, message, at) VALUES (?1, ?2, ?3, ?4, ?5)";

    private const string Delete = "DELETE FROM open_receipts WHERE carrier = ?1 AND smsc_id = ?2 AND segment = ?3";

    /// <summary>Makes the table say what memory says.</summary>
    public static void Write(Connection connection, RecentReceipt receipt)
    {
        var row = connection.Prepare(receipt.IsOpen ? Put : Delete).Bind(1, receipt.Carrier).Bind(2, receipt.SmscId).Bind(3, receipt.Segment);
        if (receipt.IsOpen)
        {
            row.Bind(4, receipt.Message.Key).Bind(5, receipt.At);
        }

        row.Run();
    }

    public static bool IsEmpty(Connection connection) => connection.Scalar("SELECT EXISTS (SELECT 1 FROM open_receipts)") == 0;
}
