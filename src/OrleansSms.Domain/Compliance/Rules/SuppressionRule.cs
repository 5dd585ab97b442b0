using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Fourth: a standing opt-out, then the suppression lists that the account honours.</summary>
internal static class SuppressionRule
{
    public static Decision? Check(in DecisionContext context)
    {
        if (RecipientRules.FindOptOut(context.State, context.Policy.Account, context.Request.From, context.Request.Program) is { } optOut)
        {
            return context.Suppress(Reasons.OptedOut, optOut.Keyword, optOut.Message);
        }

        foreach (var entry in context.State.Suppressions)
        {
            if (entry.Until <= context.Request.At)
            {
                continue;
            }

            if (entry.List == Suppression.Unreachable)
            {
                if (context.Policy.SuppressUnreachable)
                {
                    return context.Suppress(Reasons.Unreachable, entry.Reason);
                }
            }
            else if (entry.List == context.Policy.Account || context.Policy.SuppressionLists.Contains(entry.List))
            {
                return context.Suppress(Reasons.OnSuppressionList, $"{entry.List}: {entry.Reason}");
            }
        }

        return null;
    }
}
