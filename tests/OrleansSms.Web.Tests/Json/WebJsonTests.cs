using System.Text.Json;
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
            """{"at":"2026-03-01T09:30:00.000001Z","kind":"failed_over","carrier":"a/0","segment":0,"command_status":88,"smsc_message_id":null,"detail":"why"}""",
            JsonSerializer.Serialize(view, WebJson.Shared.TimelineView));
    }

    [Fact]
    public void A_message_that_is_held_says_until_when_and_one_that_is_scheduled_says_for_when()
    {
        var held = new SubmittedMessage(
            default, MessageStatus.Held, "quiet_hours", new Msisdn(447700900123), "X", 1, MessageEncoding.Ucs2, 0, MessageCategory.Marketing, null, 5_000_000);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(5), AcceptedMessage.Of(held).HeldUntil);
        Assert.Null(AcceptedMessage.Of(held).SendAt);
        Assert.NotNull(AcceptedMessage.Of(held with { Status = MessageStatus.Scheduled }).SendAt);
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
}
