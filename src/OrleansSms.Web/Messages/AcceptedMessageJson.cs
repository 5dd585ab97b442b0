using OrleansSms.Contracts.Json;

namespace OrleansSms.Web.Messages;

/// <summary>Writes an <see cref="AcceptedMessage"/>: every field is there, null where it has no value.</summary>
internal static class AcceptedMessageJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText StatusReason = JsonEncodedText.Encode("status_reason");
    private static readonly JsonEncodedText To = JsonEncodedText.Encode("to");
    private static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText Segments = JsonEncodedText.Encode("segments");
    private static readonly JsonEncodedText Encoding = JsonEncodedText.Encode("encoding");
    private static readonly JsonEncodedText ClientReference = JsonEncodedText.Encode("client_reference");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText SendAt = JsonEncodedText.Encode("send_at");
    private static readonly JsonEncodedText HeldUntil = JsonEncodedText.Encode("held_until");

    public static void Write(Utf8JsonWriter writer, (string Id, SubmittedMessage Message) accepted)
    {
        var message = accepted.Message;
        writer.WriteStartObject();
        writer.WriteString(Id, accepted.Id);
        writer.WriteWord(Status, message.Status);
        writer.WriteString(StatusReason, message.Reason);
        writer.WriteNumber(To, message.To);
        writer.WriteString(From, message.From);
        writer.WriteWord(Category, message.Category);
        writer.WriteNumber(Segments, message.Segments);
        writer.WriteWord(Encoding, message.Encoding);
        writer.WriteString(ClientReference, message.ClientReference);
        writer.WriteTime(CreatedAt, message.CreatedAt);
        WriteTime(writer, SendAt, message.Status == MessageStatus.Scheduled ? message.DueAt : null);
        WriteTime(writer, HeldUntil, message.Status == MessageStatus.Held ? message.DueAt : null);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, JsonEncodedText name, long? micros)
    {
        if (micros is { } at)
        {
            writer.WriteTime(name, at);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
