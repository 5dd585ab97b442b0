using OrleansSms.Domain.Carriers;

namespace OrleansSms.Grains.Carriers;

/// <summary>Gives messages to another bind: durable first, then into its lane.</summary>
internal sealed class Handover(BindContext context, BindLanes lanes, OutcomeCommitter committer)
{
    private readonly Consignments _consignments = new(context.Grains, context.Logger);

    /// <summary>
    /// Who can take now what waits for this bind: another bind of the carrier, else another carrier of the route. A message of which the carrier has accepted a part stays
    /// with the carrier, since the handset joins the parts of one.
    /// </summary>
    public BindKey? Find(QueuedMessage queued)
    {
        var to = queued.Message.To;
        if (context.Routing.ChooseSibling(context.Key, to) is { } sibling)
        {
            return sibling;
        }

        return queued.SentMask == 0
            && context.Routing.Choose(to, except: context.Key.Carrier) is { } next
            && context.Routing.FindCarrier(next.Carrier) is { } carrier && context.Routing.IsUp(carrier)
                ? next
                : null;
    }

    /// <summary>Moves a message that was taken from its lane, or withdrawn.</summary>
    public void Move(QueuedMessage queued, BindKey next, string why) =>
        committer.Add(LaneChanges.HandedOver(queued, context.Key, next, why, context.Now), result =>
        {
            lanes.Leave(queued.Message.Id);
            if (result.After == MessageStatus.Queued)
            {
                _consignments.Add(next, LaneChanges.AsHandedOver(queued, context.Key, next));
            }
        });

    /// <summary>After a commit: hands over what it moved.</summary>
    public void Deliver() => _consignments.Send();
}
