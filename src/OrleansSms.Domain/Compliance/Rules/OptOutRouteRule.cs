namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Third: marketing goes to nobody who could not opt out of it.</summary>
internal static class OptOutRouteRule
{
    public static Decision? Check(in DecisionContext context) => context.Request.LacksOptOutRoute && context.Policy.RequireOptOutRoute
        ? context.Suppress(Reasons.NoOptOutRoute, $"{context.Request.From} cannot be answered, and the text names no other way to opt out")
        : null;
}
