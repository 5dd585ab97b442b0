namespace OrleansSms.Domain.Compliance.Rules;

/// <summary>Seventh: the same text does not go twice within the account's window.</summary>
internal static class DuplicateRule
{
    public static Decision? Check(in DecisionContext context)
    {
        var window = context.Policy.DuplicateSeconds;
        return window > 0 && context.Log?.FindDuplicate(context.Request, window) is { } earlier
            ? context.Suppress(Reasons.Duplicate, string.Create(CultureInfo.InvariantCulture, $"within {window} s"), earlier.ToString())
            : null;
    }
}
