using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Messages;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Sealing;

/// <summary>What counts towards a recipient's cap, once its message stands in a row.</summary>
internal static class CountedRows
{
    public const string Table = "counted";

    private const int Buckets = 16;
    private const string QueuedAtColumn = "QueuedAt";
    private const string HoldsColumn = "Holds";

    public static string Partition(Msisdn recipient) => string.Create(null, $"{recipient.Digits % Buckets:X1}");

    /// <summary>What the keys of all messages of an account to a recipient begin with.</summary>
    public static string KeyOf(Msisdn recipient, string account) => TableKeys.Cap(recipient, account) + "|";

    public static TableEntity Of(HeldState state)
    {
        var message = state.Record.Message;
        return new TableEntity(Partition(message.To), KeyOf(message.To, message.Account) + TableKey.Of(message.Id.Value))
        {
            [QueuedAtColumn] = state.Record.QueuedAt,
            [HoldsColumn] = state.Record.HoldsPlace(),
        };
    }

    public static MessageId Id(TableEntity row) => new(TableKey.ReadId(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..]));

    /// <summary>The message, if it holds a place that it took at or after a time.</summary>
    public static MessageId? Read(TableEntity row, long since) =>
        row.GetBoolean(HoldsColumn) == true && row.GetInt64(QueuedAtColumn) >= since ? Id(row) : null;

    /// <summary>What <see cref="TableKeys.Cap"/> makes of the row's recipient and account.</summary>
    public static string Known(string key) => key[..key.LastIndexOf('|')];
}
