using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansSms.Contracts.Json;

namespace OrleansSms.Grains.Tests.Webhooks;

public sealed class EventJsonTests
{
    private const long At = 1_772_357_400_000_000;

    private static readonly MessageRecord Delivered = new()
    {
        Message = new Message
        {
            Id = Events.Message(1),
            Account = Events.Account,
            To = new Msisdn(447700900123),
            From = "Acme",
            Body = "Zoë said \"hi\"",
            Category = MessageCategory.Transactional,
            Encoding = MessageEncoding.Ucs2,
            Segments = 1,
            CreatedAt = At,
            ExpiresAt = At + 5,
            ClientReference = "order-7",
            Tags = ["a", "b"],
        },
        Status = MessageStatus.Delivered,
        Bind = new BindKey("car", 3),
        SmscMessageId = "ABC",
        Attempts = 1,
        QueuedAt = At + 1,
        SentAt = At + 2,
        FinalAt = At + 4,
        Version = 6,
    };

    [Fact]
    public void An_event_shows_the_message_in_snake_case_with_times_in_UTC()
    {
        const string Expected =
            """
            {"id":"ID","type":"message.delivered","timestamp":"2026-03-01T09:30:00.000004Z","data":{"id":"MSG","status":"delivered",
            "to":"+447700900123","from":"Acme","body":"Zoë said \"hi\"","category":"transactional","encoding":"ucs2","segments":1,
            "client_reference":"order-7","tags":["a","b"],"carrier":"car","smsc_message_id":"ABC","attempts":1,
            "created_at":"2026-03-01T09:30:00.000000Z","queued_at":"2026-03-01T09:30:00.000001Z","sent_at":"2026-03-01T09:30:00.000002Z",
            "final_at":"2026-03-01T09:30:00.000004Z","expires_at":"2026-03-01T09:30:00.000005Z","version":6}}
            """;

        var json = Write(EventType.MessageDelivered, At + 4, Delivered);

        Assert.Equal(
            Expected.ReplaceLineEndings("").Replace("ID", new EventId(1, 1, 0).ToString(), StringComparison.Ordinal)
                .Replace("MSG", Events.Message(1).ToString(), StringComparison.Ordinal),
            json);
    }

    [Fact]
    public void An_earlier_event_leaves_out_what_came_later()
    {
        var data = Data(Write(EventType.MessageHeld, At, Delivered, reason: "quiet_hours"));

        Assert.Equal("held", data.GetProperty("status").GetString());
        Assert.Equal("quiet_hours", data.GetProperty("status_reason").GetString());
        string[] later = ["carrier", "smsc_message_id", "attempts", "queued_at", "sent_at", "final_at", "version", "error"];
        Assert.All(later, name => Assert.False(data.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void A_message_whose_row_is_gone_still_has_its_id_and_status() => Assert.Equal(
        $$"""{"id":"{{Events.Message(1)}}","status":"failed","error":"ESME_RINVDSTADR"}""",
        Data(Write(EventType.MessageFailed, At, null, error: "ESME_RINVDSTADR")).GetRawText());

    [Fact]
    public void A_bind_event_names_the_bind() => Assert.Equal(
        """{"bind":"car/0","error":"connection lost"}""",
        Data(Write(EventType.BindDown, At, null, error: "connection lost", subject: "car/0")).GetRawText());

    [Fact]
    public void An_opt_out_names_the_number_and_the_message_that_said_so() => Assert.Equal(
        $$"""{"number":"+447700900123","message_id":"{{Events.Message(1)}}"}""",
        Data(Write(EventType.ContactOptedOut, At, null, subject: "+447700900123")).GetRawText());

    [Fact]
    public void The_end_of_an_import_names_the_import_and_how_it_ended() => Assert.Equal(
        """{"import_id":"imp_1","status":"failed","error":"The file is not CSV"}""",
        Data(Write(EventType.ImportFinished, At, null, reason: "failed", error: "The file is not CSV", subject: "imp_1")).GetRawText());

    [Fact]
    public void Every_type_of_event_can_be_written() =>
        Assert.All(Enum.GetValues<EventType>().Skip(1), type => Assert.Equal(JsonValueKind.Object, Data(Write(type, At, null)).ValueKind));

    private static JsonElement Data(string json) => JsonDocument.Parse(json).RootElement.GetProperty("data");

    private static string Write(EventType type, long at, MessageRecord? message, string? reason = null, string? error = null, string? subject = null)
    {
        var isBind = type is EventType.BindUp or EventType.BindDown or EventType.BindThrottled;
        var entry = new LoggedEvent
        {
            Id = new EventId(1, 1, 0),
            Type = type,
            At = at,
            Message = isBind ? null : Events.Message(1),
            Reason = reason,
            Error = error,
            Subject = subject,
        };
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, PublicJson.WriterOptions);
        EventJson.Write(writer, new EventRecord(entry, message, null));
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
