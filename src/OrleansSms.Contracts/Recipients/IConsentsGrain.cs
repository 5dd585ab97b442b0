using OrleansSms.Contracts.Submission;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Contracts.Recipients;

/// <summary>The consents that an account was given, and texts that may have been an opt-out from it. Key: the account's id. A stateless worker.</summary>
[Alias("sms.IConsentsGrain")]
public interface IConsentsGrain : IGrainWithStringKey
{
    /// <summary>Records a consent, durably. One that needs it is followed by a message that asks the recipient to confirm.</summary>
    /// <param name="number">Who gave it.</param>
    /// <param name="record">What was given.</param>
    /// <param name="from">Where the question is sent from; null = the account's default.</param>
    /// <param name="language">ISO 639 code of its language; null = the account's.</param>
    [Alias("Record")]
    Task<RecordedConsent> RecordAsync(Msisdn number, ConsentRecord record, string? from, string? language);

    /// <summary>Revokes a consent; what waits by it is recalled. Null when there is none of this id, else the record as it stands now.</summary>
    [Alias("Revoke")]
    Task<ConsentRecord?> RevokeAsync(string id);

    /// <summary>A consent by its id; null when there is none.</summary>
    [Alias("Get")]
    Task<ConsentRecord?> GetAsync(string id);

    /// <summary>Consents with ids greater than <paramref name="after"/>, in the order of ids.</summary>
    [Alias("List")]
    Task<IReadOnlyList<ConsentRecord>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Consents of one number, in the order in which they were recorded.</summary>
    [Alias("ListOf")]
    Task<IReadOnlyList<ConsentRecord>> ListOfAsync(Msisdn number);

    /// <summary>Texts that may have been an opt-out and that nobody has looked at, of numbers behind <paramref name="after"/>.</summary>
    [Alias("ListPossibleOptOuts")]
    Task<IReadOnlyList<PendingReview>> ListPossibleOptOutsAsync(Msisdn? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Says what such a text was. False when there is none of this number.</summary>
    [Alias("Resolve")]
    Task<bool> ResolveAsync(Msisdn number, bool isOptOut);
}

/// <summary>A text that may have been an opt-out, and whose it is.</summary>
/// <param name="Number">The recipient.</param>
/// <param name="Text">What may have been an opt-out.</param>
[GenerateSerializer, Immutable, Alias("sms.PendingReview")]
public sealed record PendingReview([property: Id(0)] Msisdn Number, [property: Id(1)] PossibleOptOut Text);

/// <summary>What became of a consent that was to be recorded.</summary>
/// <param name="Errors">Every bad field: then nothing was recorded.</param>
/// <param name="Confirmation">The message that asks the recipient to confirm; null = none was sent.</param>
[GenerateSerializer, Immutable, Alias("sms.RecordedConsent")]
public sealed record RecordedConsent([property: Id(0)] IReadOnlyList<FieldError> Errors, [property: Id(1)] MessageId? Confirmation = null);
