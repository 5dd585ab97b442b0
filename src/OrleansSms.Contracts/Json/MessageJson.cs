using System.Text.Json;

namespace OrleansSms.Contracts.Json;

/// <summary>A message as customers see it.</summary>
public static class MessageJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText StatusReason = JsonEncodedText.Encode("status_reason");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    private static readonly JsonEncodedText To = JsonEncodedText.Encode("to");
    private static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
    private static readonly JsonEncodedText Body = JsonEncodedText.Encode("body");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText Encoding = JsonEncodedText.Encode("encoding");
    private static readonly JsonEncodedText Segments = JsonEncodedText.Encode("segments");
    private static readonly JsonEncodedText ClientReference = JsonEncodedText.Encode("client_reference");
    private static readonly JsonEncodedText Tags = JsonEncodedText.Encode("tags");
    private static readonly JsonEncodedText CallbackUrl = JsonEncodedText.Encode("callback_url");
    private static readonly JsonEncodedText BatchId = JsonEncodedText.Encode("batch_id");
    private static readonly JsonEncodedText CampaignId = JsonEncodedText.Encode("campaign_id");
    private static readonly JsonEncodedText Carrier = JsonEncodedText.Encode("carrier");
    private static readonly JsonEncodedText SmscMessageId = JsonEncodedText.Encode("smsc_message_id");
    private static readonly JsonEncodedText Attempts = JsonEncodedText.Encode("attempts");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText SendAt = JsonEncodedText.Encode("send_at");
    private static readonly JsonEncodedText HeldUntil = JsonEncodedText.Encode("held_until");
    private static readonly JsonEncodedText QueuedAt = JsonEncodedText.Encode("queued_at");
    private static readonly JsonEncodedText SentAt = JsonEncodedText.Encode("sent_at");
    private static readonly JsonEncodedText FinalAt = JsonEncodedText.Encode("final_at");
    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires_at");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");

    /// <summary>Writes a message as it stands now.</summary>
    public static void Write(Utf8JsonWriter writer, MessageRecord record) => Write(writer, record, isCurrent: true);

    /// <summary>Writes a message as it stood when it reached a status: what came later is left out.</summary>
    public static void WriteAsOf(Utf8JsonWriter writer, MessageRecord record, LoggedEvent entry, MessageStatus status) =>
        Write(writer, AsOf(record, entry, status), isCurrent: record.Status == status);

    private static MessageRecord AsOf(MessageRecord record, LoggedEvent entry, MessageStatus status)
    {
        var wasQueued = status >= MessageStatus.Queued && record.QueuedAt <= entry.At;
        var wasSent = status >= MessageStatus.Sent && record.SentAt <= entry.At;
        return record with
        {
            Status = status,
            Reason = entry.Reason,
            Error = entry.Error,
            Bind = wasQueued ? record.Bind : null,
            SmscMessageId = status >= MessageStatus.Sent ? record.SmscMessageId : null,
            DueAt = record.Status == status ? record.DueAt : null,
            QueuedAt = wasQueued ? record.QueuedAt : null,
            SentAt = wasSent ? record.SentAt : null,
            FinalAt = status.IsFinal() ? record.FinalAt : null,
        };
    }

    private static void Write(Utf8JsonWriter writer, MessageRecord record, bool isCurrent)
    {
        var message = record.Message;
        writer.WriteStartObject();
        writer.WriteString(Id, message.Id.ToString());
        writer.WriteWord(Status, record.Status);
        writer.WriteKnown(StatusReason, record.Reason);
        writer.WriteKnown(Error, record.Error);
        WriteContent(writer, message);
        writer.WriteKnown(CampaignId, message.Campaign);
        writer.WriteKnown(Carrier, record.Bind?.Carrier);
        writer.WriteKnown(SmscMessageId, record.SmscMessageId);
        if (isCurrent)
        {
            writer.WriteNumber(Attempts, record.Attempts);
        }

        WriteTimes(writer, record);
        if (isCurrent)
        {
            writer.WriteNumber(Version, record.Version);
        }

        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, Message message)
    {
        writer.WriteNumber(To, message.To);
        writer.WriteString(From, message.From);
        writer.WriteString(Body, message.Body);
        writer.WriteWord(Category, message.Category);
        writer.WriteWord(Encoding, message.Encoding);
        writer.WriteNumber(Segments, message.Segments);
        writer.WriteKnown(ClientReference, message.ClientReference);
        writer.WriteStartArray(Tags);
        foreach (var tag in message.Tags ?? [])
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteKnown(CallbackUrl, message.CallbackUrl);
        writer.WriteKnown(BatchId, message.Batch?.ToString());
    }

    private static void WriteTimes(Utf8JsonWriter writer, MessageRecord record)
    {
        var message = record.Message;
        writer.WriteTime(CreatedAt, message.CreatedAt);
        writer.WriteTime(SendAt, message.NotBefore > 0 ? message.NotBefore : null);
        writer.WriteTime(HeldUntil, record.Status is MessageStatus.Held or MessageStatus.Queued ? record.DueAt : null);
        writer.WriteTime(QueuedAt, record.QueuedAt);
        writer.WriteTime(SentAt, record.SentAt);
        writer.WriteTime(FinalAt, record.FinalAt);
        writer.WriteTime(ExpiresAt, message.ExpiresAt);
    }
}
