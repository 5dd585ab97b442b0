namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>First: the account's kill switch, then what its own counts say.</summary>
internal static class TrafficRule
{
    public static Decision? Check(in DecisionContext context)
    {
        if (context.Policy.IsStopped)
        {
            return context.Suppress(Reasons.AccountStopped);
        }

        return context.Request.Traffic switch
        {
            TrafficVerdict.MessageCeiling => context.Suppress(
                Reasons.MessageCeiling, Text($"{context.Policy.Ceilings?.Messages} messages or {context.Policy.Ceilings?.Segments} segments in 24 h")),
            TrafficVerdict.SpendCeiling => context.Suppress(Reasons.SpendCeiling, Text($"{context.Policy.Ceilings?.SpendMicros} millionths in 24 h")),
            TrafficVerdict.PrefixVelocity => context.Suppress(
                Reasons.PrefixVelocity, Text($"over {context.Policy.Velocity?.PerPrefix} to one prefix in {context.Policy.Velocity?.WindowSeconds} s")),
            TrafficVerdict.AdjacentNumbers => context.Suppress(
                Reasons.AdjacentNumbers, Text($"over {context.Policy.Velocity?.AdjacentNumbers} adjacent numbers in {context.Policy.Velocity?.WindowSeconds} s")),
            _ => null,
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
