using OrleansSms.Domain.Compliance;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Recipients;

/// <summary>What a keyword from a recipient does, pure.</summary>
public static class ReplyRules
{
    /// <summary>Hears a keyword.</summary>
    /// <param name="state">What is known of the recipient.</param>
    /// <param name="match">What the text says; null = it is no keyword.</param>
    /// <param name="place">Whom it was written to, and when.</param>
    public static HeardKeyword Hear(RecipientState state, KeywordMatch? match, in ReplyPlace place) => match switch
    {
        null => new HeardKeyword(state, null, null),
        { Kind: KeywordKind.Stop, IsCertain: true } => Stop(state, match, place),
        { Kind: KeywordKind.Stop } => new HeardKeyword(
            RecipientRules.Suspect(state, new PossibleOptOut(place.Whose, place.At, place.Message.ToString(), match.Keyword)), match, null),
        { Kind: KeywordKind.Help } => new HeardKeyword(state, match, place.Answer(AnswerKind.Help, match)),
        _ => Start(state, match, place),
    };

    private static HeardKeyword Stop(RecipientState state, KeywordMatch match, in ReplyPlace place)
    {
        var confirmation = place.Drawn.ToString();
        var wanted = OptOutScopes.OptOutsOf(place.Policy, place.Whose, place.To, place.At, place.Message.ToString(), match.Keyword)
            .Select(optOut => optOut with { Confirmation = confirmation })
            .ToArray();
        var after = RecipientRules.Stop(state, wanted);
        if (after.OptOuts.Any(optOut => optOut.Confirmation == confirmation))
        {
            return new HeardKeyword(after with { Language = match.Language }, match, place.Answer(AnswerKind.OptOut, match));
        }

        // It stands already. Its confirmation may not have become durable, if the process ended in between: then it is due still, under the same id.
        var standing = after.OptOuts.FirstOrDefault(optOut => optOut.Confirmation is not null && Array.Exists(wanted, optOut.Covers));
        return new HeardKeyword(
            state,
            match,
            MessageId.TryParse(standing?.Confirmation, out var drawn) ? new KeywordAnswer(AnswerKind.OptOut, drawn, standing!.At, match.Language) : null);
    }

    /// <summary>An opt-in, or a yes. A yes that nobody has asked for, from somebody who has not opted out, is a text like any other.</summary>
    private static HeardKeyword Start(RecipientState state, KeywordMatch match, in ReplyPlace place)
    {
        var after = RecipientRules.Confirm(state, place.Account, place.At);
        if (match.Kind == KeywordKind.Start)
        {
            after = RecipientRules.Start(after, place.Account);
        }

        if (match.Confirms && IsSame(state, after))
        {
            return new HeardKeyword(state, null, null);
        }

        var lifted = state.OptOuts.Except(after.OptOuts).Select(static optOut => optOut.Message).ToHashSet(StringComparer.Ordinal);
        return new HeardKeyword(after with { Language = match.Language }, match, place.Answer(AnswerKind.OptIn, match), LostBy(lifted, after));
    }

    /// <summary>Consents that opt-outs had revoked, one for each purpose that none stands for.</summary>
    private static Consent[] LostBy(HashSet<string> optOuts, RecipientState state) =>
    [
        .. state.Consents
            .Where(consent => consent.RevokedBy is { } by && optOuts.Contains(by))
            .DistinctBy(static consent => (consent.Account, consent.Purpose))
            .Where(lost => !state.Consents.Any(standing => standing.Stands && (standing.Account, standing.Purpose) == (lost.Account, lost.Purpose))),
    ];

    private static bool IsSame(RecipientState before, RecipientState after) =>
        before.OptOuts.Count == after.OptOuts.Count && before.PossibleOptOuts.Count == after.PossibleOptOuts.Count && before.Consents.SequenceEqual(after.Consents);
}

/// <summary>Whom a reply was written to, and when.</summary>
/// <param name="Account">The account it is for; null = not known.</param>
/// <param name="Policy">Its policy; null = not known.</param>
/// <param name="To">The number that was written to.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Message">The inbound message.</param>
/// <param name="Drawn">The id that an answer gets.</param>
public readonly record struct ReplyPlace(string? Account, AccountPolicy? Policy, string? To, long At, MessageId Message, MessageId Drawn)
{
    /// <summary>Whose messages it is about: everybody's, where the account is not known.</summary>
    public string Whose => Account ?? OptOut.EveryAccount;

    /// <summary>An answer to it.</summary>
    public KeywordAnswer Answer(AnswerKind kind, KeywordMatch match) => new(kind, Drawn, At, match.Language);
}

/// <summary>What a keyword has done.</summary>
/// <param name="State">The recipient's state after it.</param>
/// <param name="Match">What it was taken for; null = a text.</param>
/// <param name="Answer">What is to be answered; null = nothing.</param>
/// <param name="Regained">Purposes that an opt-in gives consent for anew, since the opt-out that it lifts had revoked it.</param>
public readonly record struct HeardKeyword(RecipientState State, KeywordMatch? Match, KeywordAnswer? Answer, IReadOnlyList<Consent>? Regained = null)
{
    /// <summary>The records of consents that the keyword gives.</summary>
    public ConsentRecord[] Regain(Msisdn number, ReplyPlace place, Func<string> nextId)
    {
        var keyword = Match?.Keyword;
        return [.. (Regained ?? []).Select(lost => new ConsentRecord
        {
            Id = nextId(),
            Account = lost.Account,
            Number = number.ToString(),
            Purpose = lost.Purpose,
            Wording = keyword,
            Source = ConsentSource.Keyword,
            GivenAt = place.At,
            RecordedAt = place.At,
            Message = place.Message.ToString(),
        })];
    }
}
