using OrleansSms.Domain.Compliance.Rules;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>
/// The one decision function. Every way in uses it, when a message is accepted and again before it is sent late. Rules that say never come first, in a fixed order,
/// and the first that speaks decides; what remains may have to wait, and the latest time wins.
/// </summary>
public static class ComplianceRules
{
    private static readonly DecisionEvidence AnswersKeyword = new() { Detail = "answers a keyword" };

    /// <summary>Decides. Pure: reserving what a yes takes is up to the caller.</summary>
    public static Decision Decide(in DecisionContext context)
    {
        if (FindObjection(context) is { } never)
        {
            return never;
        }

        if (context.Request.Answer.IsReply())
        {
            return new Decision(DecisionKind.Send, Evidence: AnswersKeyword, ValidUntil: context.Request.At + (Decision.MaxLeaseSeconds * UnixMicros.PerSecond));
        }

        var cap = CapRule.Check(context);
        var hours = QuietHoursRule.Check(context, cap?.HeldUntil ?? context.Request.At);
        return (cap, hours.Kind) switch
        {
            (null, _) or (_, DecisionKind.Suppress) => hours,
            ({ } held, DecisionKind.Send) => held,
            ({ } held, _) => hours with { Evidence = Both(hours.Evidence!, held) },
        };
    }

    /// <summary>Both have to be waited for, one after the other.</summary>
    private static DecisionEvidence Both(DecisionEvidence hours, in Decision cap) =>
        hours with { Detail = $"{hours.Detail}, after {cap.Reason} {cap.Evidence?.Detail}" };

    private static Decision? FindObjection(in DecisionContext context) =>
        TrafficRule.Check(context)
        ?? CountryRule.Check(context)
        ?? OptOutRouteRule.Check(context)
        ?? (context.Request.Answer.IsReply() ? SuppressionRule.CheckOptOut(context) : FindRefusal(context));

    /// <summary>What the recipient wants and has. Who has just sent a keyword is answered whatever stands here but a later opt-out.</summary>
    private static Decision? FindRefusal(in DecisionContext context) =>
        SuppressionRule.Check(context)
        ?? ConsentRule.Check(context)
        ?? PossibleOptOutRule.Check(context)
        ?? DuplicateRule.Check(context);
}
