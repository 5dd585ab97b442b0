using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Answers;

/// <summary>Answers that databases before version 3 have left: nothing is added, and within a day they are gone.</summary>
internal sealed class EarlierAnswers(Connection writer)
{
    private volatile bool _any = writer.Scalar("SELECT 1 FROM idempotency LIMIT 1") != 0;

    /// <summary>Whether there may be any. Read by all.</summary>
    public bool Any => _any;

    public IdempotencyRecord? Find(Connection connection, ReadOnlyMemory<byte> key)
    {
        if (!Any)
        {
            return null;
        }

        using var row = connection.Prepare("SELECT request_hash, answer, at FROM idempotency WHERE key = ?1").Bind(1, key.Span);
        return row.Step() ? new IdempotencyRecord(key.ToArray(), row.GetBytes(0).ToArray(), row.GetBytes(1).ToArray(), row.GetInt64(2)) : null;
    }

    /// <summary>Removes rows up to one, within a transaction. Writer only.</summary>
    public void Forget(long last) => writer.Prepare("DELETE FROM idempotency WHERE number <= ?1").Bind(1, last).Run();

    /// <summary>Nobody needs to look any more once all are gone and that is durable. Writer only.</summary>
    public void LookAgain() => _any = _any && writer.Scalar("SELECT 1 FROM idempotency LIMIT 1") != 0;
}
