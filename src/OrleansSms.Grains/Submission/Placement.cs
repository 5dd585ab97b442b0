using System.Globalization;
using OrleansSms.Domain.Compliance;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Submission;

/// <summary>Where a message begins, pure: decision, its words for the timeline and route in, row and timeline out.</summary>
internal static class Placement
{
    /// <summary>Reason of a message that no carrier can take.</summary>
    public const string NoRoute = "no_route";

    public static NewMessage Of(Message message, in Decision decision, string words, BindKey? bind, long? sendAt)
    {
        var at = message.CreatedAt;
        var accepted = new TimelineEntry(at, TimelineKind.Accepted);
        var decided = new TimelineEntry(at, TimelineKind.Decided, Detail: words, Record: decision.Consent);
        if (decision.Kind == DecisionKind.Suppress)
        {
            return new(message, MessageStatus.Suppressed, decision.Reason, null, null,
                [accepted, decided, new(at, TimelineKind.Ended, Detail: decision.Reason)]);
        }

        if (sendAt is { } due)
        {
            return new(message, MessageStatus.Scheduled, null, null, due, [accepted, new(at, TimelineKind.Scheduled, Detail: Time(due))]);
        }

        if (decision.Kind == DecisionKind.Hold)
        {
            return new(message, MessageStatus.Held, decision.Reason, null, DueAt(message, decision),
                [accepted, decided, new(at, TimelineKind.Held, Detail: Time(decision.HeldUntil))]);
        }

        if (bind is not { } chosen)
        {
            return new(message, MessageStatus.Failed, NoRoute, null, null,
                [accepted, decided, new(at, TimelineKind.Ended, Detail: NoRoute)]);
        }

        return new(message, MessageStatus.Queued, null, chosen, null,
            [accepted, decided, new(at, TimelineKind.Queued, chosen.ToString())]);
    }

    /// <summary>When a held message is looked at: when it may go, or when its validity ends if that is sooner.</summary>
    public static long DueAt(Message message, in Decision decision) => Math.Min(decision.HeldUntil, message.ExpiresAt);

    /// <summary>A time for the timeline.</summary>
    public static string Time(long micros) => UnixMicros.ToTime(micros).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
