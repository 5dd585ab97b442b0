using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Gives messages to another carrier's bind: durable first, then into its lane.</summary>
internal sealed partial class Handover(BindContext context, BindLanes lanes, OutcomeCommitter committer)
{
    /// <summary>Moves a message that was taken from its lane.</summary>
    public void Move(QueuedMessage queued, BindKey next, string why)
    {
        var now = context.Now;
        var change = new MessageChange
        {
            Id = queued.Message.Id,
            To = MessageStatus.Queued,
            At = now,
            Bind = next,
            Attempts = 0,
            Entry = new TimelineEntry(now, TimelineKind.FailedOver, next.ToString(), Detail: why),
        };
        committer.Add(change, result =>
        {
            lanes.Leave(queued.Message.Id);
            if (result.After == MessageStatus.Queued)
            {
                _ = EnqueueAsync(next, queued with { Attempts = 0, Retries = 0 });
            }
        });
    }

    /// <summary>While the link is down: moves what another carrier can take now, at most <paramref name="limit"/> messages; the rest stays.</summary>
    public void MoveWaiting(int limit, string why)
    {
        foreach (var queued in lanes.TakeAll(limit))
        {
            if (context.Routing.Choose(queued.Message.To, except: context.Key.Carrier) is { } next
                && context.Routing.FindCarrier(next.Carrier) is { } carrier && context.Routing.IsUp(carrier))
            {
                Move(queued, next, why);
            }
            else
            {
                lanes.PutBack(queued);
            }
        }
    }

    /// <summary>The row names the new bind already: should this call fail, that bind finds the message in the store.</summary>
    private async Task EnqueueAsync(BindKey bind, QueuedMessage message)
    {
        try
        {
            await context.Grains.GetGrain<ICarrierBindGrain>(bind.ToString()).EnqueueAsync([message]);
        }
        catch (Exception e)
        {
            LogNotHandedOver(context.Logger, bind, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message for {Bind} was not handed over; it stays in the store until the bind looks")]
    private static partial void LogNotHandedOver(ILogger logger, BindKey bind, Exception exception);
}
