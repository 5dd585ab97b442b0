using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>How what is remembered of a recipient changes, pure.</summary>
public static class RecipientRules
{
    /// <summary>
    /// The opt-out that refuses a message; null when there is none. Of what answers a keyword it refuses what was asked for before it. No clock says so but the ids that were drawn: it may have been set
    /// in between.
    /// </summary>
    public static OptOut? FindOptOut(RecipientState state, string account, string from, string? program, AnswerKind answer = AnswerKind.None, MessageId message = default)
    {
        foreach (var optOut in state.OptOuts)
        {
            if (optOut.Refuses(account, from, program) && !Passes(answer, message, optOut))
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
                state = Revoke(state, consent => IsRevokedBy(optOut, consent), optOut.At, optOut.Message);
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

    /// <summary>The state after a recipient has confirmed what an account's double opt-in waits for. Where the account is not known, it is clear only if one account waits.</summary>
    public static RecipientState Confirm(RecipientState state, string? account, long at)
    {
        var waiting = state.Consents.Where(IsPending).Select(static consent => consent.Account).Distinct().ToArray();
        if (waiting.Length == 0 || (account is null && waiting.Length > 1))
        {
            return state;
        }

        var whose = account ?? waiting[0];
        return !waiting.Contains(whose)
            ? state
            : state with { Consents = state.Consents.Select(consent => IsPending(consent) && consent.Account == whose ? consent with { ConfirmedAt = at } : consent).ToArray() };
    }

    /// <summary>The state with the number on a list: an entry of the same list gives way.</summary>
    public static RecipientState Suppress(RecipientState state, Suppression entry) => state with
    {
        Suppressions = state.Suppressions.Where(standing => standing.List != entry.List).TakeLast(RecipientState.MaxEntries - 1).Append(entry).ToArray(),
    };

    /// <summary>The state with the number off a list.</summary>
    public static RecipientState Unsuppress(RecipientState state, string list) => !state.Suppressions.Any(standing => standing.List == list)
        ? state
        : state with { Suppressions = state.Suppressions.Where(standing => standing.List != list).ToArray() };

    /// <summary>The state with a consent. One whose record is known changes nothing: it may have been revoked since. Where there are too many, the oldest that no longer stands goes, or else the oldest.</summary>
    public static RecipientState Consent(RecipientState state, Consent consent)
    {
        if (state.Consents.Any(known => known.Record == consent.Record))
        {
            return state;
        }

        var kept = state.Consents.ToList();
        if (kept.Count >= RecipientState.MaxEntries)
        {
            kept.Remove(kept.Find(static standing => !standing.Stands) ?? kept[0]);
        }

        kept.Add(consent);
        return state with { Consents = kept };
    }

    /// <summary>The state with what somebody says of where the recipient is: what is not said stays, and what is empty goes.</summary>
    public static RecipientState Place(RecipientState state, RecipientPlace said)
    {
        static string? After(string? said, string? known) => said is null ? known : said.Length == 0 ? null : said;
        var place = new RecipientPlace(
            After(said.Zone, state.Place?.Zone), After(said.Country, state.Place?.Country), After(said.PostalCode, state.Place?.PostalCode), state.Place?.At ?? said.At);
        return place == state.Place ? state : state with { Place = place is { Zone: null, Country: null, PostalCode: null } ? null : place with { At = said.At } };
    }

    /// <summary>The state with consents revoked; those that are revoked already stay as they are.</summary>
    public static RecipientState Revoke(RecipientState state, Func<Consent, bool> which, long at, string by)
    {
        bool IsRevoked(Consent consent) => consent.RevokedAt is null && which(consent);
        return !state.Consents.Any(IsRevoked)
            ? state
            : state with { Consents = state.Consents.Select(consent => IsRevoked(consent) ? consent with { RevokedAt = at, RevokedBy = by } : consent).ToArray() };
    }

    /// <summary>The state after somebody has read what may have been an opt-out: it is one, or it is dismissed.</summary>
    public static RecipientState Resolve(RecipientState state, PossibleOptOutVerdict verdict)
    {
        if (state.PossibleOptOuts.FirstOrDefault(possible => IsLifted(possible.Account, verdict.Account)) is not { } read)
        {
            return state;
        }

        var rest = state with { PossibleOptOuts = state.PossibleOptOuts.Where(possible => possible != read).ToArray() };
        return verdict.IsOptOut ? Stop(rest, new OptOut(verdict.Account, verdict.At, read.Message, read.Keyword)) : rest;
    }

    /// <summary>Help is given to those who have opted out, too; a welcome came before whatever opt-out stands.</summary>
    private static bool Passes(AnswerKind answer, MessageId message, OptOut optOut) => answer switch
    {
        AnswerKind.OptOut => true,
        AnswerKind.Help => !MessageId.TryParse(optOut.Confirmation, out var confirmation) || confirmation.Key < message.Key,
        _ => false,
    };

    /// <summary>An opt-out from one originator says nothing of what else was agreed to.</summary>
    private static bool IsRevokedBy(OptOut optOut, Consent consent) =>
        optOut.Sender is null && IsLifted(optOut.Account, consent.Account) && (optOut.Program is null || optOut.Program == consent.Purpose);

    private static bool IsPending(Consent consent) => consent is { NeedsConfirmation: true, ConfirmedAt: null, RevokedAt: null };

    private static bool IsLifted(string standing, string account) => standing == account || standing == OptOut.EveryAccount;
}
