namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Last: the clock on the recipient's wall. Also says until when a yes holds.</summary>
internal static class QuietHoursRule
{
    /// <param name="context">The decision.</param>
    /// <param name="from">When it could go for all the other rules, in Unix microseconds.</param>
    public static Decision Check(in DecisionContext context, long from)
    {
        ref readonly var request = ref context.Request;
        var lease = request.At + (Decision.MaxLeaseSeconds * UnixMicros.PerSecond);
        if (!context.Policy.QuietCategories.Has(request.Category))
        {
            return new Decision(DecisionKind.Send, ValidUntil: lease, Consent: ConsentOf(context));
        }

        var outlook = context.Site.OutlookAt(from, context.Policy.SendingHours);
        if (outlook.IsOpen)
        {
            return new Decision(DecisionKind.Send, Evidence: outlook.Evidence, ValidUntil: Math.Min(lease, outlook.Until), Consent: ConsentOf(context));
        }

        return context.Site.Rules.Drops || !outlook.EverOpens
            ? new Decision(DecisionKind.Suppress, Reasons.QuietHours, outlook.Evidence)
            : new Decision(DecisionKind.Hold, Reasons.QuietHours, outlook.Evidence, outlook.SpreadFor(request.Message));
    }

    private static string? ConsentOf(in DecisionContext context) =>
        context.Policy.RequireConsent.Has(context.Request.Category) ? ConsentRule.Find(context)?.Record : null;
}
