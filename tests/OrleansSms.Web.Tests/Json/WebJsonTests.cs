using System.Text.Json;
using OrleansSms.Contracts.Json;
using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Web.Http;
using OrleansSms.Web.Json;
using OrleansSms.Web.Messages;

namespace OrleansSms.Web.Tests.Json;

public sealed class WebJsonTests
{
    [Fact]
    public void Answers_are_snake_case_with_words_for_enums_and_utc_times_of_one_length()
    {
        var view = TimelineView.Of(new TimelineEntry(1_772_357_400_000_001, TimelineKind.FailedOver, "a/0", 0, 88, null, "why"));
        Assert.Equal(
            """{"at":"2026-03-01T09:30:00.000001Z","kind":"failed_over","carrier":"a/0","segment":0,"command_status":88,"smsc_message_id":null,"sent_at":null,"detail":"why","record":null}""",
            JsonSerializer.Serialize(view, WebJson.Shared.TimelineView));
    }

    [Fact]
    public void A_submitted_segment_says_when_it_went_out_as_a_time()
    {
        var view = TimelineView.Of(new TimelineEntry(1_772_357_400_000_001, TimelineKind.Submitted, "a/0", 0, 0, "7", "1772357400000000"));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_772_357_400), null), (view.SentAt, view.Detail));
    }

    [Fact]
    public void A_message_that_is_held_says_until_when_and_one_that_is_scheduled_says_for_when()
    {
        var held = new SubmittedMessage(
            default, MessageStatus.Held, "quiet_hours", new Msisdn(447700900123), "X", 1, MessageEncoding.Ucs2, 0, MessageCategory.Marketing, null, 5_000_000);
        const string time = "1970-01-01T00:00:05.000000Z";

        var answer = Written(held);
        Assert.Equal(("held", "quiet_hours", time, null), (Text(answer, "status"), Text(answer, "status_reason"), Text(answer, "held_until"), Text(answer, "send_at")));
        answer = Written(held with { Status = MessageStatus.Scheduled, Reason = null });
        Assert.Equal(("scheduled", null, null, time), (Text(answer, "status"), Text(answer, "status_reason"), Text(answer, "held_until"), Text(answer, "send_at")));
    }

    [Fact]
    public void The_answer_to_a_message_has_the_fields_that_its_schema_names()
    {
        var message = new SubmittedMessage(
            default, MessageStatus.Queued, null, new Msisdn(447700900123), "X", 2, MessageEncoding.Gsm7, 1_000_001, MessageCategory.Transactional, "order 7", null);
        var documented = WebJson.Shared.AcceptedMessage.Properties.Select(property => property.Name);

        var answer = Written(message);

        Assert.Equal(documented.Order(), answer.EnumerateObject().Select(property => property.Name).Order());
        Assert.Equal(("+447700900123", "gsm7", "transactional", "order 7"), (Text(answer, "to"), Text(answer, "encoding"), Text(answer, "category"), Text(answer, "client_reference")));
        Assert.Equal("1970-01-01T00:00:01.000001Z", Text(answer, "created_at"));
    }

    [Fact]
    public void A_page_has_more_when_one_more_was_read()
    {
        Assert.Equal(("2", true), Listing<string>.Of(["1", "2", "3"], 2, id => id) is var page ? (page.NextCursor, page.HasMore) : default);
        Assert.Equal((null, false), Listing<string>.Of(["1", "2"], 2, id => id) is var last ? (last.NextCursor, last.HasMore) : default);
    }

    [Fact]
    public void Enum_words_are_read_as_they_are_written()
    {
        Assert.True(EnumNames<TimelineKind>.TryParse("failed_over", out var kind));
        Assert.Equal((TimelineKind.FailedOver, "failed_over"), (kind, EnumNames<TimelineKind>.Of(kind)));
        Assert.False(EnumNames<TimelineKind>.TryParse("12", out _));
    }

    private static JsonElement Written(SubmittedMessage message)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, PublicJson.WriterOptions))
        {
            AcceptedMessageJson.Write(writer, ("msg_1", message));
        }

        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
