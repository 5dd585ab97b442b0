using OrleansSms.Domain.Messages;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Sixth: marketing does not go to someone who may have said STOP, until somebody has read what was said.</summary>
internal static class PossibleOptOutRule
{
    public static Decision? Check(in DecisionContext context)
    {
        if (context.Request.Category != MessageCategory.Marketing)
        {
            return null;
        }

        foreach (var possible in context.State.PossibleOptOuts)
        {
            if (possible.Account == context.Policy.Account || possible.Account == OptOut.EveryAccount)
            {
                return context.Suppress(Reasons.PossibleOptOut, $"resembles {possible.Keyword}", possible.Message);
            }
        }

        return null;
    }
}
