using System.Text.Json.Serialization;

namespace OrleansSms.Domain.Recipients;

/// <summary>What is remembered of a recipient for good. Stores keep it as JSON, so that a field can be added without touching them.</summary>
[GenerateSerializer, Immutable, Alias("sms.RecipientState")]
public sealed record RecipientState
{
    /// <summary>Entries of one kind kept of a recipient: more than any person gives cause for. What comes beyond takes the place of the oldest that no longer stands.</summary>
    public const int MaxEntries = 100;

    /// <summary>A recipient of whom nothing is known.</summary>
    public static RecipientState Default { get; } = new();

    /// <summary>Standing opt-outs; account <c>*</c> covers all.</summary>
    [Id(0)] public IReadOnlyList<OptOut> OptOuts { get; init; } = [];

    /// <summary>Consents that were given, pending and revoked ones included.</summary>
    [Id(1)] public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Lists that the recipient stands on.</summary>
    [Id(2)] public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>Texts that may have been an opt-out and that nobody has looked at yet.</summary>
    [Id(3)] public IReadOnlyList<PossibleOptOut> PossibleOptOuts { get; init; } = [];

    /// <summary>Where the recipient is, as far as anybody has said so; null = only the number tells.</summary>
    [Id(4)] public RecipientPlace? Place { get; init; }

    /// <summary>ISO 639 code of the language of the recipient's last keyword or contact; null = not known.</summary>
    [Id(5)] public string? Language { get; init; }

    /// <summary>As far as it concerns an account: what is known of others' dealings with the recipient is theirs.</summary>
    public RecipientState As(string account) => this with
    {
        OptOuts = OptOuts.Where(optOut => optOut.Account == account || optOut.Account == OptOut.EveryAccount).ToArray(),
        Consents = Consents.Where(consent => consent.Account == account).ToArray(),
        Suppressions = Suppressions.Where(entry => entry.List == account).ToArray(),
        PossibleOptOuts = PossibleOptOuts.Where(possible => possible.Account == account || possible.Account == OptOut.EveryAccount).ToArray(),
    };

    /// <summary>Whether nothing is worth keeping.</summary>
    [JsonIgnore]
    public bool IsDefault =>
        OptOuts.Count == 0 && Consents.Count == 0 && Suppressions.Count == 0 && PossibleOptOuts.Count == 0 && Place is null && Language is null;
}

/// <summary>A standing opt-out.</summary>
/// <param name="Account">Whose messages it refuses; <c>*</c> = everybody's.</param>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Message">The inbound message that said so, as evidence; or what else it came by, such as <c>api</c>.</param>
/// <param name="Keyword">The word it was.</param>
/// <param name="Sender">Only messages from this originator; null = from every one.</param>
/// <param name="Program">Only messages of this program; null = of every one.</param>
/// <param name="Confirmation">The id of the message that confirms it; null = it is not confirmed.</param>
[GenerateSerializer, Immutable, Alias("sms.OptOut")]
public sealed record OptOut(
    [property: Id(0)] string Account,
    [property: Id(1)] long At,
    [property: Id(2)] string Message,
    [property: Id(3)] string Keyword,
    [property: Id(4)] string? Sender = null,
    [property: Id(5)] string? Program = null,
    [property: Id(6)] string? Confirmation = null)
{
    /// <summary>Stands for every account.</summary>
    public const string EveryAccount = "*";

    /// <summary>Whether it refuses a message.</summary>
    public bool Refuses(string account, string from, string? program) =>
        (Account == account || Account == EveryAccount) && (Sender is null || Sender == from) && (Program is null || Program == program);

    /// <summary>Whether it refuses the same messages as another, or more.</summary>
    public bool Covers(OptOut other) =>
        (Account == EveryAccount || Account == other.Account)
        && (Sender is null || Sender == other.Sender) && (Program is null || Program == other.Program);
}

/// <summary>A consent, as far as decisions need it; the wording shown and how it was given stand in its record.</summary>
/// <param name="Account">Who may text.</param>
/// <param name="Purpose">What for: a category such as <c>marketing</c>, or a program.</param>
/// <param name="Record">Id of its record, <c>con_…</c>.</param>
/// <param name="At">When it was given, in Unix microseconds.</param>
/// <param name="NeedsConfirmation">Whether it counts only once the recipient has confirmed it (double opt-in).</param>
/// <param name="ConfirmedAt">When the recipient confirmed it.</param>
/// <param name="RevokedAt">When it was revoked; null = it stands.</param>
/// <param name="RevokedBy">The inbound message that revoked it, or what else did, such as <c>api</c>.</param>
[GenerateSerializer, Immutable, Alias("sms.Consent")]
public sealed record Consent(
    [property: Id(0), JsonConverter(typeof(SharedNames))] string Account,
    [property: Id(1), JsonConverter(typeof(SharedNames))] string Purpose,
    [property: Id(2)] string Record,
    [property: Id(3)] long At,
    [property: Id(4)] bool NeedsConfirmation = false,
    [property: Id(5)] long? ConfirmedAt = null,
    [property: Id(6)] long? RevokedAt = null,
    [property: Id(7)] string? RevokedBy = null)
{
    /// <summary>Whether messages may be sent by it.</summary>
    [JsonIgnore]
    public bool Stands => RevokedAt is null && (!NeedsConfirmation || ConfirmedAt is not null);
}

/// <summary>An entry of a suppression list.</summary>
/// <param name="List">The list: an account's id for its own, a name for a shared one, or <see cref="Unreachable"/>.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="At">Since when, in Unix microseconds.</param>
/// <param name="Until">Until when; null = for good.</param>
[GenerateSerializer, Immutable, Alias("sms.Suppression")]
public sealed record Suppression(
    [property: Id(0)] string List,
    [property: Id(1)] string Reason,
    [property: Id(2)] long At,
    [property: Id(3)] long? Until = null)
{
    /// <summary>The list of numbers that carriers say do not exist.</summary>
    public const string Unreachable = "unreachable";
}

/// <summary>A text that may have been an opt-out: marketing waits until someone has looked at it.</summary>
/// <param name="Account">Whose marketing; <c>*</c> = everybody's.</param>
/// <param name="At">When it came, in Unix microseconds.</param>
/// <param name="Message">The inbound message.</param>
/// <param name="Keyword">The word that it resembles.</param>
[GenerateSerializer, Immutable, Alias("sms.PossibleOptOut")]
public sealed record PossibleOptOut(
    [property: Id(0)] string Account,
    [property: Id(1)] long At,
    [property: Id(2)] string Message,
    [property: Id(3)] string Keyword);

/// <summary>Where a recipient is.</summary>
/// <param name="Zone">IANA name of the contact's zone, as in <c>America/New_York</c>; null = not known.</param>
/// <param name="Country">ISO 3166 code, where the postal code is of another country than the number.</param>
/// <param name="PostalCode">Postal code; null = not known.</param>
/// <param name="At">When it was learnt, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.RecipientPlace")]
public sealed record RecipientPlace(
    [property: Id(0)] string? Zone,
    [property: Id(1)] string? Country,
    [property: Id(2)] string? PostalCode,
    [property: Id(3)] long At);
