using System.Buffers.Binary;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Answers;

/// <summary>The answers of one row: for each its key, when it was given, the hash of its request, and itself.</summary>
internal static class AnswerCodec
{
    private const int KeyBytes = 16;

    public static UInt128 IdentityOf(ReadOnlyMemory<byte> key) => BinaryPrimitives.ReadUInt128LittleEndian(key.Span);

    /// <summary>The key is a hash itself: a part of it is even enough.</summary>
    public static ulong HashOf(UInt128 identity) => Math.Max((ulong)identity, 1);

    public static void Write(BlobWriter blob, IdempotencyRecord record)
    {
        blob.Bytes(record.Key.Span[..KeyBytes]);
        blob.Int64(record.At);
        blob.Varint((ulong)record.RequestHash.Length);
        blob.Bytes(record.RequestHash.Span);
        blob.Varint((ulong)record.Answer.Length);
        blob.Bytes(record.Answer.Span);
    }

    /// <summary>The answer to a key; null when the row has none.</summary>
    public static IdempotencyRecord? Find(ReadOnlySpan<byte> answers, ReadOnlyMemory<byte> key)
    {
        for (var blob = new BlobReader(answers); !blob.AtEnd;)
        {
            var isThis = blob.Bytes(KeyBytes).SequenceEqual(key.Span);
            var at = blob.Int64();
            var requestHash = blob.Bytes((int)blob.Varint());
            var answer = blob.Bytes((int)blob.Varint());
            if (isThis)
            {
                return new IdempotencyRecord(key.ToArray(), requestHash.ToArray(), answer.ToArray(), at);
            }
        }

        return null;
    }

    /// <summary>Adds all answers of a row.</summary>
    public static void ReadAll(ReadOnlySpan<byte> answers, List<IdempotencyRecord> records)
    {
        for (var blob = new BlobReader(answers); !blob.AtEnd;)
        {
            var key = blob.Bytes(KeyBytes).ToArray();
            var at = blob.Int64();
            records.Add(new IdempotencyRecord(key, blob.Bytes((int)blob.Varint()).ToArray(), blob.Bytes((int)blob.Varint()).ToArray(), at));
        }
    }

    /// <summary>Adds what the index has to hold of a row.</summary>
    public static void ReadEntries(ReadOnlySpan<byte> answers, long number, List<IndexEntry> entries)
    {
        for (var blob = new BlobReader(answers); !blob.AtEnd;)
        {
            entries.Add(new IndexEntry(HashOf(BinaryPrimitives.ReadUInt128LittleEndian(blob.Bytes(KeyBytes))), number));
            blob.Int64();
            blob.Bytes((int)blob.Varint());
            blob.Bytes((int)blob.Varint());
        }
    }
}
