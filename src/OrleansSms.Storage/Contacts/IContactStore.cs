using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;

namespace OrleansSms.Storage.Contacts;

/// <summary>The contacts of accounts. Every method throws <see cref="StoreUnavailableException"/> when the engine refuses; then nothing of that call was written.</summary>
public interface IContactStore
{
    /// <summary>Names of fields that contacts of the account have or had, in the order in which they came.</summary>
    Task<FieldTable> ReadFieldsAsync(string account, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes and changes contacts, with the checkpoint of the import they come from. Outcomes are in the order of <paramref name="changes"/>,
    /// at most <see cref="ContactLimits.MaxPage"/> of them; later ones see what earlier ones did. A store may take more than one commit for them, one after the other: then
    /// each has its part of the checkpoint, and the first ones stand when a later one is refused.
    /// </summary>
    Task<IReadOnlyList<ContactOutcome>> WriteAsync(
        string account, IReadOnlyList<ContactChange> changes, ImportCheckpoint? checkpoint = null, CancellationToken cancellationToken = default);

    /// <summary>Contacts of numbers; those that do not exist are left out. Order is that of <paramref name="numbers"/>.</summary>
    Task<IReadOnlyList<Contact>> ReadAsync(string account, IReadOnlyList<Msisdn> numbers, CancellationToken cancellationToken = default);

    /// <summary>A contact by its id.</summary>
    Task<Contact?> FindAsync(string account, ContactId id, CancellationToken cancellationToken = default);

    /// <summary>Removes a contact; false when there was none.</summary>
    Task<bool> DeleteAsync(string account, ContactId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// A page of the contacts that match, newest first; <paramref name="now"/> is in Unix microseconds. A page may be short before the end: the store bounds how many
    /// rows it looks at for one page.
    /// </summary>
    Task<Page<Contact>> ListAsync(
        string account, Filter filter, long now, ContactId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>How many contacts match.</summary>
    Task<long> CountAsync(string account, Filter filter, long now, CancellationToken cancellationToken = default);

    /// <summary>How far an import of an account has been written; null when nothing of it was.</summary>
    Task<ImportCheckpoint?> ReadCheckpointAsync(string account, string import, CancellationToken cancellationToken = default);
}

/// <summary>How far an import has been written. Its rows come in the order of their numbers, so a number is a place.</summary>
/// <param name="Import">The import, <c>imp_…</c>.</param>
/// <param name="Last">The number of the last row that was written.</param>
/// <param name="Created">Contacts made so far.</param>
/// <param name="Updated">Contacts changed so far.</param>
/// <param name="Skipped">Rows passed over so far because there was a contact.</param>
public sealed record ImportCheckpoint(string Import, Msisdn Last, long Created = 0, long Updated = 0, long Skipped = 0)
{
    /// <summary>The same place, with what became of further rows.</summary>
    public ImportCheckpoint With(IReadOnlyList<ContactOutcome> outcomes)
    {
        var created = outcomes.Count(static outcome => outcome == ContactOutcome.Created);
        var updated = outcomes.Count(static outcome => outcome == ContactOutcome.Updated);
        return this with { Created = Created + created, Updated = Updated + updated, Skipped = Skipped + outcomes.Count - created - updated };
    }
}
