using System.Security.Cryptography;
using System.Text;
using OrleansSms.Domain.Ids;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Sqlite.Crasher;

/// <summary>The request that a batch came in, as one who knows the batch can tell it.</summary>
public static class RequestKeys
{
    private const int KeyBytes = 16;

    /// <summary>Key and answer of a batch.</summary>
    public static IdempotencyRecord Record(BatchId batch)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(batch.ToString()));
        return new IdempotencyRecord(hash.AsMemory(0, KeyBytes), hash, hash, (long)batch.Value.High);
    }
}
