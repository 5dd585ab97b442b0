using System.Text.Json;

namespace OrleansSms.Contracts.Json;

/// <summary>An inbound message as customers see it.</summary>
public static class InboundJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
    private static readonly JsonEncodedText To = JsonEncodedText.Encode("to");
    private static readonly JsonEncodedText Body = JsonEncodedText.Encode("body");
    private static readonly JsonEncodedText Encoding = JsonEncodedText.Encode("encoding");
    private static readonly JsonEncodedText Segments = JsonEncodedText.Encode("segments");
    private static readonly JsonEncodedText Complete = JsonEncodedText.Encode("complete");
    private static readonly JsonEncodedText Keyword = JsonEncodedText.Encode("keyword");
    private static readonly JsonEncodedText Carrier = JsonEncodedText.Encode("carrier");
    private static readonly JsonEncodedText ReceivedAt = JsonEncodedText.Encode("received_at");

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter writer, InboundMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString(Id, message.Id.ToString());
        writer.WriteString(From, message.From);
        writer.WriteString(To, message.To);
        writer.WriteString(Body, message.Body);
        writer.WriteString(Encoding, message.Encoding);
        writer.WriteNumber(Segments, message.Segments);
        writer.WriteBoolean(Complete, message.Complete);
        writer.WriteKnown(Keyword, message.Keyword);
        writer.WriteString(Carrier, message.Carrier);
        writer.WriteTime(ReceivedAt, message.ReceivedAt);
        writer.WriteEndObject();
    }
}
