using OrleansSms.Domain.Carriers;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>Settles what an earlier owner of a bind left uncertain: by category it is sent again, marked, or held and never sent twice.</summary>
internal static class Recovery
{
    public static ChangeSet Settle(BindContext context, BindClaim claim) => new()
    {
        Changes = [.. claim.Uncertain.Select(queued => Settle(context, queued))],
        IntentsOver = [new IntentsOver(context.Key, claim.Epoch, [.. claim.Uncertain.Select(queued => queued.Message.Id)])],
    };

    private static MessageChange Settle(BindContext context, QueuedMessage queued)
    {
        var now = context.Now;
        var change = new MessageChange
        {
            Id = queued.Message.Id,
            To = MessageStatus.Queued,
            At = now,
            Attempts = queued.Attempts + 1,
            Entry = new TimelineEntry(now, TimelineKind.Uncertain, context.Key.ToString(), Detail: "the process ended before the answer was recorded"),
        };
        return queued.Message.Category.OnUncertain() == OnUncertain.Hold || queued.Attempts + 1 >= SubmitOutcomes.LimitedAttempts
            ? Settlement.HoldUncertain(queued.Message, change)
            : change;
    }
}
