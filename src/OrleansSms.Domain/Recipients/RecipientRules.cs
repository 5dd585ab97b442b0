namespace OrleansSms.Domain.Recipients;

/// <summary>How what is remembered of a recipient changes, pure.</summary>
public static class RecipientRules
{
    /// <summary>The opt-out that refuses a message; null when there is none.</summary>
    public static OptOut? FindOptOut(RecipientState state, string account, string from, string? program)
    {
        foreach (var optOut in state.OptOuts)
        {
            if (optOut.Refuses(account, from, program))
            {
                return optOut;
            }
        }

        return null;
    }

    /// <summary>The state after opt-outs. One that refuses nothing new changes nothing; those that it covers go.</summary>
    public static RecipientState Stop(RecipientState state, params IReadOnlyList<OptOut> optOuts)
    {
        foreach (var optOut in optOuts)
        {
            if (!state.OptOuts.Any(standing => standing.Covers(optOut)))
            {
                state = state with { OptOuts = state.OptOuts.Where(standing => !optOut.Covers(standing)).Append(optOut).ToArray() };
            }
        }

        return state;
    }

    /// <summary>The state after a START: the account's opt-outs, possible ones too, and those that cover everybody are lifted.</summary>
    public static RecipientState Start(RecipientState state, string? account) => state with
    {
        OptOuts = account is null ? [] : state.OptOuts.Where(optOut => !IsLifted(optOut.Account, account)).ToArray(),
        PossibleOptOuts = account is null ? [] : state.PossibleOptOuts.Where(possible => !IsLifted(possible.Account, account)).ToArray(),
    };

    /// <summary>The state after a text that may have been an opt-out. Where one stands for the account already, nothing changes.</summary>
    public static RecipientState Suspect(RecipientState state, PossibleOptOut possible) =>
        state.PossibleOptOuts.Any(standing => standing.Account == possible.Account) || state.PossibleOptOuts.Count >= RecipientState.MaxEntries
            ? state
            : state with { PossibleOptOuts = state.PossibleOptOuts.Append(possible).ToArray() };

    private static bool IsLifted(string standing, string account) => standing == account || standing == OptOut.EveryAccount;
}
