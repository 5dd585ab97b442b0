using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>What becomes of a message when nobody knows whether the carrier has it.</summary>
internal enum UncertainFate
{
    /// <summary>It is sent again and may arrive twice.</summary>
    SentAgain,

    /// <summary>It waits: it must not be sent twice, or receipts for the part that the carrier did accept may still tell how it ended.</summary>
    Held,

    /// <summary>It ends: it has been tried often enough, and without an answer there is no id by which a receipt could be known as its own.</summary>
    Ended,
}

/// <summary>The rule for messages whose submit_sm was never answered, pure.</summary>
internal static class Uncertain
{
    /// <summary>Reason of such a message.</summary>
    public const string Reason = "uncertain";

    /// <param name="queued">The message, this try counted.</param>
    public static UncertainFate FateOf(QueuedMessage queued)
    {
        // An opt-out is confirmed once, or not at all.
        if (queued.Message.Category.OnUncertain() == OnUncertain.Hold || queued.Message.Answer == AnswerKind.OptOut)
        {
            return UncertainFate.Held;
        }

        return queued.Attempts < SubmitOutcomes.LimitedAttempts
            ? UncertainFate.SentAgain
            : queued.SentMask == 0 ? UncertainFate.Ended : UncertainFate.Held;
    }

    /// <summary>What is written of it.</summary>
    public static IEnumerable<MessageChange> ChangesOf(QueuedMessage queued, UncertainFate fate, string bind, string? detail, long now)
    {
        var held = fate == UncertainFate.Held;
        yield return new MessageChange
        {
            Id = queued.Message.Id,
            To = held ? MessageStatus.Sending : MessageStatus.Queued,
            At = now,
            Reason = held ? Reason : null,
            DueAt = held ? queued.Message.ExpiresAt : null,
            Attempts = queued.Attempts,
            Entry = new TimelineEntry(now, TimelineKind.Uncertain, bind, Detail: detail),
        };
        if (fate == UncertainFate.Ended)
        {
            yield return LaneChanges.Ended(queued.Message.Id, MessageStatus.Failed, Reason, null, now);
        }
    }
}
