using System.Buffers.Binary;
using System.Text.Json;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>The columns of a row of <c>messages</c> and what they become.</summary>
internal static class MessageColumns
{
    /// <summary>Columns of <see cref="ReadMessage"/>.</summary>
    public const string Accepted = """
        key, tail, account, category, recipient, encoding, counted, concat_reference, created_at, expires_at, not_before, batch, sender, body,
        client_reference, tags, callback_url, segments
        """;

    /// <summary>Columns of <see cref="ReadRecord"/>.</summary>
    public const string All = Accepted + """
        , status, sent_mask, delivered_mask, version, attempts, bind, queued_at, sent_at, final_at, due_at, reason, error, smsc_id
        """;

    /// <summary>First column behind <see cref="Accepted"/>.</summary>
    public const int AcceptedCount = 18;

    public static MessageId ReadId(Statement row) => new(new SortableId((ulong)row.GetInt64(0), (ulong)row.GetInt64(1)));

    public static Message ReadMessage(Statement row, NameTable names) => new()
    {
        Id = ReadId(row),
        Account = names.NameOf(row.GetInt32(2)),
        Category = (MessageCategory)row.GetInt32(3),
        To = new Msisdn(row.GetInt64(4)),
        Encoding = (MessageEncoding)row.GetInt32(5),
        CountsTowardsCap = row.GetInt32(6) != 0,
        ConcatenationReference = (byte)row.GetInt32(7),
        CreatedAt = row.GetInt64(8),
        ExpiresAt = row.GetInt64(9),
        NotBefore = row.GetInt64(10),
        Batch = ReadBatch(row.GetBytes(11)),
        From = row.GetText(12),
        Body = row.GetText(13),
        ClientReference = row.GetNullableText(14),
        Tags = ReadTags(row.GetNullableText(15)),
        CallbackUrl = row.GetNullableText(16),
        Segments = row.GetInt32(17),
    };

    public static MessageRecord ReadRecord(Statement row, NameTable names) => new()
    {
        Message = ReadMessage(row, names),
        Status = (MessageStatus)row.GetInt32(AcceptedCount),
        SentMask = row.GetInt64(AcceptedCount + 1),
        DeliveredMask = row.GetInt64(AcceptedCount + 2),
        Version = row.GetInt32(AcceptedCount + 3),
        Attempts = row.GetInt32(AcceptedCount + 4),
        Bind = names.BindOf(row.GetInt32(AcceptedCount + 5)),
        QueuedAt = row.GetNullable(AcceptedCount + 6),
        SentAt = row.GetNullable(AcceptedCount + 7),
        FinalAt = row.GetNullable(AcceptedCount + 8),
        DueAt = row.GetNullable(AcceptedCount + 9),
        Reason = row.GetNullableText(AcceptedCount + 10),
        Error = row.GetNullableText(AcceptedCount + 11),
        SmscMessageId = row.GetNullableText(AcceptedCount + 12),
    };

    public static void WriteBatch(BatchId batch, Span<byte> octets)
    {
        BinaryPrimitives.WriteUInt64BigEndian(octets, batch.Value.High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[sizeof(ulong)..], batch.Value.Low);
    }

    public static BatchId? ReadBatch(ReadOnlySpan<byte> octets) => octets.IsEmpty
        ? null
        : new BatchId(new SortableId(BinaryPrimitives.ReadUInt64BigEndian(octets), BinaryPrimitives.ReadUInt64BigEndian(octets[sizeof(ulong)..])));

    public static string? JoinTags(IReadOnlyList<string>? tags) => tags is null ? null : JsonSerializer.Serialize(tags);

    public static string[]? ReadTags(string? tags) => tags is null ? null : JsonSerializer.Deserialize<string[]>(tags);
}
