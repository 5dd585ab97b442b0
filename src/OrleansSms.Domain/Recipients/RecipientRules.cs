namespace OrleansSms.Domain.Recipients;

/// <summary>The rules of a recipient, pure: what is known and what is wanted go in, the decision comes out.</summary>
public static class RecipientRules
{
    /// <summary>Reason of a suppressed message whose recipient said STOP.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>Reason of a held message whose recipient has had enough for now.</summary>
    public const string FrequencyCap = "frequency_cap";

    /// <summary>
    /// Decides, in this order: a standing opt-out suppresses; a full cap holds until it has room; otherwise the message goes.
    /// </summary>
    /// <param name="state">What is remembered for good.</param>
    /// <param name="window">The account's messages that count, already slid to the request's time; null when it has no cap.</param>
    /// <param name="request">What is wanted.</param>
    public static Decision Decide(RecipientState state, RollingWindow? window, DecisionRequest request)
    {
        if (FindOptOut(state, request.Account) is { } optOut)
        {
            return new Decision(DecisionKind.Suppress, OptedOut, $"{optOut.Keyword} in {optOut.Message}");
        }

        if (request.Cap is { } cap && window is not null && cap.Counts(request.Category)
            && window.Count >= cap.Count && !window.Contains(request.Message))
        {
            return new Decision(
                DecisionKind.Hold,
                FrequencyCap,
                string.Create(CultureInfo.InvariantCulture, $"{window.Count} of {cap.Count} in {cap.Seconds} s"),
                window.RoomAt(cap.Count, cap.Seconds));
        }

        return new Decision(DecisionKind.Send);
    }

    /// <summary>The opt-out that forbids an account to text the recipient; null when there is none.</summary>
    public static OptOut? FindOptOut(RecipientState state, string account)
    {
        foreach (var optOut in state.OptOuts)
        {
            if (optOut.Account == account || optOut.Account == OptOut.EveryAccount)
            {
                return optOut;
            }
        }

        return null;
    }

    /// <summary>The state after a STOP for an account, or for everybody.</summary>
    public static RecipientState Stop(RecipientState state, OptOut optOut) =>
        FindOptOut(state, optOut.Account) is null ? state with { OptOuts = [.. state.OptOuts, optOut] } : state;

    /// <summary>The state after a START: the account's opt-out and one that covers everybody are lifted.</summary>
    public static RecipientState Start(RecipientState state, string? account) =>
        state with
        {
            OptOuts = account is null
                ? []
                : [.. state.OptOuts.Where(optOut => optOut.Account != account && optOut.Account != OptOut.EveryAccount)],
        };
}
