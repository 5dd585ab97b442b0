using System.Text.Json;

namespace OrleansSms.Contracts.Json;

/// <summary>An event as webhooks post it and <c>/v1/events</c> lists it: <c>{id, type, timestamp, data}</c>.</summary>
public static class EventJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Data = JsonEncodedText.Encode("data");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText StatusReason = JsonEncodedText.Encode("status_reason");
    private static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    private static readonly JsonEncodedText Number = JsonEncodedText.Encode("number");
    private static readonly JsonEncodedText MessageIdName = JsonEncodedText.Encode("message_id");
    private static readonly JsonEncodedText Keyword = JsonEncodedText.Encode("keyword");
    private static readonly JsonEncodedText CampaignId = JsonEncodedText.Encode("campaign_id");
    private static readonly JsonEncodedText Variant = JsonEncodedText.Encode("variant");
    private static readonly JsonEncodedText Link = JsonEncodedText.Encode("link");
    private static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText ImportId = JsonEncodedText.Encode("import_id");
    private static readonly JsonEncodedText Bind = JsonEncodedText.Encode("bind");

    private static readonly MessageStatus?[] StatusOf = StatusesByType();

    /// <summary>Writes an event with what it is about, as that was when the event happened.</summary>
    public static void Write(Utf8JsonWriter writer, EventRecord record)
    {
        var entry = record.Event;
        writer.WriteStartObject();
        writer.WriteString(Id, entry.Id.ToString());
        writer.WriteString(Type, entry.Type.Name());
        writer.WriteTime(Timestamp, entry.At);
        writer.WritePropertyName(Data);
        WriteData(writer, record);
        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, EventRecord record)
    {
        var entry = record.Event;
        if (StatusOf[(int)entry.Type] is { } status)
        {
            WriteMessage(writer, record, status);
        }
        else if (entry.Type == EventType.MessageReceived && record.Inbound is { } inbound)
        {
            InboundJson.Write(writer, inbound);
        }
        else if (entry.Type is EventType.BindUp or EventType.BindDown or EventType.BindThrottled)
        {
            WriteBind(writer, entry);
        }
        else if (entry.Type is >= EventType.CampaignStarted and <= EventType.CampaignWinnerChosen)
        {
            WriteCampaign(writer, entry);
        }
        else if (entry.Type == EventType.ImportFinished)
        {
            WriteImport(writer, entry);
        }
        else if (entry.Type == EventType.LinkClicked)
        {
            WriteClick(writer, record);
        }
        else
        {
            WriteContact(writer, record);
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, EventRecord record, MessageStatus status)
    {
        if (record.Message is { } message)
        {
            MessageJson.WriteAsOf(writer, message, record.Event, status);
            return;
        }

        // The row is gone; what the log holds is still true.
        writer.WriteStartObject();
        writer.WriteKnown(Id, record.Event.Message?.ToString());
        writer.WriteWord(Status, status);
        writer.WriteKnown(StatusReason, record.Event.Reason);
        writer.WriteKnown(Error, record.Event.Error);
        writer.WriteEndObject();
    }

    private static void WriteContact(Utf8JsonWriter writer, EventRecord record)
    {
        writer.WriteStartObject();
        writer.WriteKnown(Number, record.Inbound is { } inbound ? (inbound.From.Length > 0 ? inbound.From : null) : record.Event.Subject);
        writer.WriteKnown(MessageIdName, record.Event.Message?.ToString());
        writer.WriteKnown(Keyword, record.Inbound?.Keyword ?? record.Event.Reason);
        writer.WriteEndObject();
    }

    private static void WriteCampaign(Utf8JsonWriter writer, LoggedEvent entry)
    {
        writer.WriteStartObject();
        writer.WriteKnown(CampaignId, entry.Subject);
        writer.WriteKnown(entry.Type == EventType.CampaignWinnerChosen ? Variant : Reason, entry.Reason);
        writer.WriteEndObject();
    }

    private static void WriteImport(Utf8JsonWriter writer, LoggedEvent entry)
    {
        writer.WriteStartObject();
        writer.WriteKnown(ImportId, entry.Subject);
        writer.WriteKnown(Status, entry.Reason);
        writer.WriteKnown(Error, entry.Error);
        writer.WriteEndObject();
    }

    private static void WriteClick(Utf8JsonWriter writer, EventRecord record)
    {
        writer.WriteStartObject();
        writer.WriteKnown(MessageIdName, record.Event.Message?.ToString());
        writer.WriteKnown(CampaignId, record.Message?.Message.Campaign);
        writer.WriteKnown(Number, record.Message?.Message.To.ToString());
        writer.WriteKnown(Link, record.Event.Subject);
        writer.WriteKnown(Reason, record.Event.Reason);
        writer.WriteEndObject();
    }

    private static void WriteBind(Utf8JsonWriter writer, LoggedEvent entry)
    {
        writer.WriteStartObject();
        writer.WriteKnown(Bind, entry.Subject);
        writer.WriteKnown(Error, entry.Error);
        writer.WriteEndObject();
    }

    private static MessageStatus?[] StatusesByType()
    {
        var statuses = new MessageStatus?[Enum.GetValues<EventType>().Length];
        foreach (var status in Enum.GetValues<MessageStatus>())
        {
            if (EventTypes.For(status) is var type and not EventType.None)
            {
                statuses[(int)type] = status;
            }
        }

        return statuses;
    }
}
