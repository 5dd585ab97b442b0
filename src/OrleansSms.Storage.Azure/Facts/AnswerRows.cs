using System.Globalization;
using Azure.Data.Tables;
using OrleansSms.Storage.Azure.Keys;
using OrleansSms.Storage.Azure.Rows;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Facts;

/// <summary>First answers to requests. A key is random, so that its first digit spreads them over sixteen partitions.</summary>
internal static class AnswerRows
{
    public const string Table = "answers";

    /// <summary>Partitions there are.</summary>
    public static IEnumerable<string> Partitions { get; } = [.. Enumerable.Range(0, 16).Select(static digit => digit.ToString("X1", CultureInfo.InvariantCulture))];

    public static string Partition(string key) => key[..1];

    public static string GivenBefore(long at) => TableClient.CreateQueryFilter($"At lt {at}");

    /// <summary>A row and the octets that belong into it.</summary>
    public static (TableEntity Row, byte[] Octets) Of(IdempotencyRecord answer)
    {
        var key = TableKeys.Answer(answer.Key);
        return (new TableEntity(Partition(key), key) { ["At"] = answer.At }, RowCodec.Write(answer));
    }
}
