using OrleansSms.Domain.Carriers;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Settles what an earlier owner of a bind left uncertain: by category it is sent again, marked, or held and never sent twice.</summary>
internal static partial class Recovery
{
    public static async Task SettleAsync(IMessageStore store, BindKey bind, BindClaim claim, long now, ILogger logger)
    {
        if (claim.Uncertain.Count == 0 && claim.Intents.Count == 0)
        {
            return;
        }

        LogUncertain(logger, bind, claim.Uncertain.Count);
        var settled = new ChangeSet
        {
            Changes = [.. claim.Uncertain.Select(queued => Settle(bind, queued, now))],
            IntentRests = [.. claim.Intents.Select(number => new IntentRest(bind, number, []))],
        };
        await store.CommitAsync(settled, CommitLane.Urgent, CancellationToken.None);
    }

    private static MessageChange Settle(BindKey bind, QueuedMessage queued, long now)
    {
        var change = new MessageChange
        {
            Id = queued.Message.Id,
            To = MessageStatus.Queued,
            At = now,
            Attempts = queued.Attempts + 1,
            Entry = new TimelineEntry(now, TimelineKind.Uncertain, bind.ToString(), Detail: "the process ended before the answer was recorded"),
        };
        return queued.Message.Category.OnUncertain() == OnUncertain.Hold || queued.Attempts + 1 >= SubmitOutcomes.LimitedAttempts
            ? Settlement.HoldUncertain(queued.Message, change)
            : change;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bind}: {Count} messages may or may not have reached the carrier before the last stop")]
    private static partial void LogUncertain(ILogger logger, BindKey bind, int count);
}
