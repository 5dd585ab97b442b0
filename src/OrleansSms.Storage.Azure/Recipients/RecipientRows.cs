using Azure.Data.Tables;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Recipients;

/// <summary>Recipients of whom something is known.</summary>
internal static class RecipientRows
{
    public const string Table = "recipients";

    private const int Buckets = 16;

    public static string Partition(Msisdn recipient) => string.Create(null, $"{recipient.Digits % Buckets:X1}");

    public static string Key(Msisdn recipient) => recipient.ToDigits();

    public static TableEntity Of(Msisdn recipient, RecipientState state) =>
        new TableEntity(Partition(recipient), Key(recipient)).With(RowCodec.Write(state));

    public static RecipientState Read(TableEntity row) => RowCodec.Read<RecipientState>(row.Octets());
}
