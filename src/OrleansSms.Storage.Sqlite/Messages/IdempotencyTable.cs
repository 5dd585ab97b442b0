using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>First answers to requests. Rows are in the order of time, so that pruning takes them from the front.</summary>
internal static class IdempotencyTable
{
    public static bool Contains(Connection connection, IdempotencyRecord record)
    {
        using var row = connection.Prepare("SELECT 1 FROM idempotency WHERE key = ?1").Bind(1, record.Key.Span);
        return row.Step();
    }

    public static void Write(Connection connection, IdempotencyRecord record) =>
        connection.Prepare("INSERT INTO idempotency (key, request_hash, at, answer) VALUES (?1, ?2, ?3, ?4)")
            .Bind(1, record.Key.Span).Bind(2, record.RequestHash.Span).Bind(3, record.At).Bind(4, record.Answer.Span).Run();

    public static IdempotencyRecord? Find(Connection connection, ReadOnlyMemory<byte> key)
    {
        using var row = connection.Prepare("SELECT request_hash, answer, at FROM idempotency WHERE key = ?1").Bind(1, key.Span);
        return row.Step() ? new IdempotencyRecord(key.ToArray(), row.GetBytes(0).ToArray(), row.GetBytes(1).ToArray(), row.GetInt64(2)) : null;
    }
}
