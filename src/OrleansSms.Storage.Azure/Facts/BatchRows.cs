using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Rows;

namespace OrleansSms.Storage.Azure.Facts;

/// <summary>Batch requests. A batch knows its first and last message, so that its messages are found without an index.</summary>
internal static class BatchRows
{
    public const string Table = "batches";

    private const int Buckets = 8;

    public static string Partition(BatchId id) => string.Create(null, $"{id.Value.Low % Buckets}");

    public static string Key(BatchId id) => TableKey.Newest(id.Value);

    public static TableEntity Of(BatchRecord batch) =>
        new TableEntity(Partition(batch.Id), Key(batch.Id)) { ["Account"] = batch.Account }.With(RowCodec.Write(batch));

    public static BatchRecord Read(TableEntity row) => RowCodec.Read<BatchRecord>(row.Octets());
}
