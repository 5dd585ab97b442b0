using System.Globalization;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Sealing;

/// <summary>Receipts that are expected by messages which have been put into rows before they came: a small part of all.</summary>
internal static class ReceiptRows
{
    public const string Table = "receipts";

    private const string AtColumn = "At";
    private const string MessageColumn = "Message";
    private const string SmscIdColumn = "SmscId";

    public static string Partition(string carrier) => TableKey.Of(carrier);

    /// <summary>What the keys of all segments of an id begin with.</summary>
    public static string KeyOf(string smscId) => TableKey.Of(smscId) + "|";

    public static TableEntity Of(ReceiptWord word) => Of(word.Key, word.Message.Id, word.At);

    public static TableEntity Of(ReceiptKey key, MessageId message, long at) => new(Partition(key.Carrier), KeyOf(key.SmscMessageId) + Segment(key.Segment))
    {
        [AtColumn] = at,
        [MessageColumn] = TableKey.Of(message.Value),
        [SmscIdColumn] = key.SmscMessageId,
    };

    /// <summary>The message and the segment that a row is about.</summary>
    public static (MessageId Message, int Segment) Read(TableEntity row) => (
        new MessageId(TableKey.ReadId(row.GetString(MessageColumn))),
        int.Parse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), CultureInfo.InvariantCulture));

    public static string OpenedBefore(long at) => TableClient.CreateQueryFilter($"At lt {at}");

    /// <summary>What <see cref="Keys.TableKeys.Receipt"/> makes of the row's receipt.</summary>
    public static string Known(string partition, string key) => partition + "|" + key[..key.LastIndexOf('|')];

    private static string Segment(int segment) => segment.ToString(CultureInfo.InvariantCulture);
}
