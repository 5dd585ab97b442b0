using OrleansSms.Contracts.Campaigns;
using OrleansSms.Domain.Campaigns;

namespace OrleansSms.Web.Campaigns;

/// <summary>How far a campaign has come.</summary>
/// <param name="AudienceSize">Recipients, as of its beginning.</param>
/// <param name="Accepted">Messages that were made and are durable.</param>
/// <param name="Segments">Their segments.</param>
/// <param name="Skipped">Recipients who get none, by why.</param>
/// <param name="Waiting">Accepted messages that have neither been sent nor ended: they are held, scheduled, or in a lane.</param>
/// <param name="Uncertain">Messages of which nobody knows whether a carrier has them, and that are not sent again: they wait no more.</param>
/// <param name="Sent">Messages that a carrier took.</param>
/// <param name="Delivered">Messages that handsets have.</param>
/// <param name="MessagesPerSecond">How fast it goes now, by its pace and by what carriers take; null = not known.</param>
/// <param name="FinishAt">When the last message will have gone, as far as that is known now: by pace, carriers, hours, and what is held.</param>
/// <param name="WaitsFor">What it waits for now: schedule, audience, local_time, test, window, pace, carriers, messages; null = nothing.</param>
internal sealed record CampaignProgressView(
    long AudienceSize, long Accepted, long Segments, IReadOnlyDictionary<string, long> Skipped, long Waiting, long Uncertain, long Sent, long Delivered,
    double? MessagesPerSecond, DateTimeOffset? FinishAt, string? WaitsFor)
{
    public static CampaignProgressView Of(CampaignReport report) => new(
        report.State.AudienceSize ?? 0,
        report.Progress.AcceptedMessages,
        report.Progress.AcceptedSegments,
        report.Progress.Skipped,
        report.Waiting,
        report.Tally?.Uncertain.Count ?? 0,
        report.Tally?.Total.Sent ?? 0,
        report.Tally?.Total.Delivered ?? 0,
        report.MessagesPerSecond is { } rate ? Math.Round(rate, 1) : null,
        report.FinishAt?.ToTime(),
        report.WaitsFor);
}

/// <summary>How the messages of a campaign, or of a part of it, have fared.</summary>
/// <param name="Sent">A carrier took it, whatever came later.</param>
/// <param name="Segments">Segments of those.</param>
/// <param name="Delivered">The handset has it.</param>
/// <param name="Undelivered">A carrier took it and refused it later.</param>
/// <param name="Failed">No carrier took it.</param>
/// <param name="Expired">Its validity ended first.</param>
/// <param name="Canceled">It was taken back.</param>
/// <param name="Suppressed">The recipient's rules said never.</param>
/// <param name="Clicked">Recipients who followed a link.</param>
/// <param name="Clicks">How often links were followed.</param>
/// <param name="Replied">Recipients who answered.</param>
/// <param name="OptedOut">Recipients who opted out after it.</param>
/// <param name="Cost">What the segments that were sent cost, in the account's currency; null = the price of a segment is not known.</param>
internal sealed record CampaignCountsView(
    long Sent, long Segments, long Delivered, long Undelivered, long Failed, long Expired, long Canceled, long Suppressed,
    long Clicked, long Clicks, long Replied, long OptedOut, string? Cost)
{
    public static CampaignCountsView Of(CampaignCounts counts, long segmentPriceMicros) => new(
        counts.Sent, counts.SentSegments, counts.Delivered, counts.Undelivered, counts.Failed, counts.Expired, counts.Canceled, counts.Suppressed,
        counts.Clicked, counts.Clicks, counts.Replied, counts.OptedOut,
        segmentPriceMicros == 0 ? null : Policies.PolicyText.Money(counts.SentSegments * segmentPriceMicros));
}
