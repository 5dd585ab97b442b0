namespace OrleansSms.Domain.Recipients;

/// <summary>A change of what is remembered of a recipient that does not come from the recipient. One of the fields is set.</summary>
/// <param name="Number">The recipient.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientChange")]
public sealed record RecipientChange([property: Id(0)] Msisdn Number)
{
    /// <summary>Puts the number on a list.</summary>
    [Id(1)] public SuppressionEntry? Suppress { get; init; }

    /// <summary>Takes the number off a list.</summary>
    [Id(2)] public string? Unsuppress { get; init; }

    /// <summary>Records a consent.</summary>
    [Id(3)] public ConsentRecord? Consent { get; init; }

    /// <summary>Revokes a consent.</summary>
    [Id(4)] public ConsentRevocation? Revoke { get; init; }

    /// <summary>Says what a text was that may have been an opt-out.</summary>
    [Id(5)] public PossibleOptOutVerdict? Verdict { get; init; }

    /// <summary>Forgets a consent whose record need not be kept any more.</summary>
    [Id(6)] public string? ForgetConsent { get; init; }

    /// <summary>Forgets the recipient for an account. What refuses messages is kept apart, see <see cref="ErasureRules"/>.</summary>
    [Id(7)] public string? Erase { get; init; }

    /// <summary>Says where the recipient is.</summary>
    [Id(8)] public RecipientPlace? Place { get; init; }

    /// <summary>The state after the change; the same where it changes nothing.</summary>
    public RecipientState Apply(RecipientState state) => this switch
    {
        { Suppress: { } entry } => RecipientRules.Suppress(state, entry.Remembered),
        { Unsuppress: { } list } => RecipientRules.Unsuppress(state, list),
        { Consent: { } record } => RecipientRules.Consent(state, record.Remembered),
        { Revoke: { } revocation } => RecipientRules.Revoke(state, consent => consent.Record == revocation.Record, revocation.At, revocation.By),
        { ForgetConsent: { } record } => state with { Consents = state.Consents.Where(consent => consent.Record != record).ToArray() },
        { Place: { } place } => RecipientRules.Place(state, place),
        { Erase: { } account } => ErasureRules.Erase(state, account).Left,
        { Verdict: { } verdict } => RecipientRules.Resolve(state, verdict),
        _ => state,
    };
}

/// <summary>Revokes a consent.</summary>
/// <param name="Record">Id of its record.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="By">The inbound message that says so, or <c>api</c>.</param>
[GenerateSerializer, Immutable, Alias("sms.ConsentRevocation")]
public sealed record ConsentRevocation([property: Id(0)] string Record, [property: Id(1)] long At, [property: Id(2)] string By);

/// <summary>What somebody who has read it says of a text that may have been an opt-out.</summary>
/// <param name="Account">Whose marketing waits for it.</param>
/// <param name="IsOptOut">Whether it was one.</param>
/// <param name="At">When it was read, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.PossibleOptOutVerdict")]
public sealed record PossibleOptOutVerdict([property: Id(0)] string Account, [property: Id(1)] bool IsOptOut, [property: Id(2)] long At);
