using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Fourth: a standing opt-out, then the suppression lists that the account honours.</summary>
internal static class SuppressionRule
{
    /// <summary>The opt-out alone: all that stands against what answers a keyword.</summary>
    public static Decision? CheckOptOut(in DecisionContext context)
    {
        ref readonly var request = ref context.Request;
        return RecipientRules.FindOptOut(context.State, context.Policy.Account, request.From, request.Program, request.Answer, request.Message) is { } optOut
            ? context.Suppress(Reasons.OptedOut, optOut.Keyword, optOut.Message)
            : null;
    }

    public static Decision? Check(in DecisionContext context)
    {
        if (CheckOptOut(context) is { } optedOut)
        {
            return optedOut;
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
