namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Eighth: the account's caps and those of the recipient's jurisdiction. The one that has room last decides.</summary>
internal static class CapRule
{
    public static Decision? Check(in DecisionContext context)
    {
        if (context.Log is not { } log)
        {
            return null;
        }

        Decision? held = null;
        foreach (var cap in context.Policy.Caps)
        {
            Ask(context, log, cap, null, ref held);
        }

        foreach (var cap in context.Site.Rules.Caps)
        {
            Ask(context, log, cap, context.Site, ref held);
        }

        if (held is null && log.IsFull && !log.Contains(context.Request.Message))
        {
            held = context.Hold(Reasons.FrequencyCap, log.OldestLeavesAt, "no more messages to one recipient can be counted");
        }

        return held;
    }

    private static void Ask(in DecisionContext context, SendLog log, FrequencyCap cap, Hours.Site? statutory, ref Decision? held)
    {
        if (!cap.Counts(context.Request.Category) || log.RoomAt(cap, context.Request) is not (> 0 and var roomAt) || roomAt <= held?.HeldUntil)
        {
            return;
        }

        held = new Decision(
            DecisionKind.Hold,
            Reasons.FrequencyCap,
            new DecisionEvidence
            {
                Detail = cap.ToString(),
                Jurisdiction = statutory?.Jurisdiction,
                Data = statutory?.Rules.Version,
                PolicyVersion = context.Policy.Version,
            },
            roomAt);
    }
}
