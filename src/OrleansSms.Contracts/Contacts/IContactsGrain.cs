using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Contracts.Contacts;

/// <summary>An account's contacts. Key: the account's id. A stateless worker; many calls run in it at once.</summary>
[Alias("sms.IContactsGrain")]
public interface IContactsGrain : IGrainWithStringKey
{
    /// <summary>Makes a contact; <see cref="ContactOutcome.Exists"/> where the number has one, which is then given.</summary>
    [Alias("Create")]
    Task<ContactResult> CreateAsync(Msisdn number, ContactPatch patch);

    /// <summary>Changes a contact.</summary>
    [Alias("Update")]
    Task<ContactResult> UpdateAsync(ContactId id, ContactPatch patch);

    /// <summary>A contact and how messages have fared with it; null when there is none.</summary>
    [Alias("Get")]
    Task<KnownContact?> GetAsync(ContactId id, CancellationToken cancellationToken = default);

    /// <summary>Removes a contact; false when there was none.</summary>
    [Alias("Delete")]
    Task<bool> DeleteAsync(ContactId id);

    /// <summary>A page of the contacts that match, newest first; it may be short before the end.</summary>
    [Alias("List")]
    Task<Page<Contact>> ListAsync(Filter filter, ContactId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Names of fields that contacts have or had, in the order in which they came.</summary>
    [Alias("ListFields")]
    Task<IReadOnlyList<string>> ListFieldsAsync(CancellationToken cancellationToken = default);

    /// <summary>How many contacts match, and which fields of the filter no contact has ever had.</summary>
    [Alias("Count")]
    Task<ContactCount> CountAsync(Filter filter, CancellationToken cancellationToken = default);
}

/// <summary>What became of a change.</summary>
[GenerateSerializer, Immutable, Alias("sms.ContactResult")]
public readonly record struct ContactResult([property: Id(0)] ContactOutcome Outcome, [property: Id(1)] Contact? Contact);

/// <summary>A contact and how messages have fared with it.</summary>
[GenerateSerializer, Immutable, Alias("sms.KnownContact")]
public sealed record KnownContact([property: Id(0)] Contact Contact, [property: Id(1)] Engagement Engagement);

/// <summary>How many contacts match a filter.</summary>
/// <param name="Matches">How many.</param>
/// <param name="UnknownFields">Fields that no contact has ever had: mostly misspelt.</param>
[GenerateSerializer, Immutable, Alias("sms.ContactCount")]
public readonly record struct ContactCount([property: Id(0)] long Matches, [property: Id(1)] IReadOnlyList<string> UnknownFields);
