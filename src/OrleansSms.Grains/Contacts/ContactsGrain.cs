using Orleans.Concurrency;
using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Recipients;
using OrleansSms.Domain.Segments;
using OrleansSms.Storage.Contacts;

namespace OrleansSms.Grains.Contacts;

[StatelessWorker, Reentrant, GrainType("contacts")]
internal sealed class ContactsGrain(IContactStore contacts, IEngagementStore engagement, ContactFacts facts, IdGenerator ids, TimeProvider time) : Grain, IContactsGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<ContactResult> CreateAsync(Msisdn number, ContactPatch patch)
    {
        var outcome = await WriteAsync(number, patch, ContactMode.Add);
        return new ContactResult(outcome, await ReadAsync(number));
    }

    public async Task<ContactResult> UpdateAsync(ContactId id, ContactPatch patch)
    {
        if (await contacts.FindAsync(Account, id) is not { } contact)
        {
            return new ContactResult(ContactOutcome.NotFound, null);
        }

        var outcome = await WriteAsync(contact.Number, patch, ContactMode.Update);
        return new ContactResult(outcome, await contacts.FindAsync(Account, id));
    }

    public async Task<KnownContact?> GetAsync(ContactId id, CancellationToken cancellationToken = default)
    {
        if (await contacts.FindAsync(Account, id, cancellationToken) is not { } contact)
        {
            return null;
        }

        var fared = await engagement.ReadAsync(Account, [contact.Number], cancellationToken);
        return new KnownContact(contact, fared.GetValueOrDefault(contact.Number));
    }

    public Task<bool> DeleteAsync(ContactId id) => contacts.DeleteAsync(Account, id);

    public Task<Page<Contact>> ListAsync(Filter filter, ContactId? before, int limit, CancellationToken cancellationToken = default) =>
        contacts.ListAsync(Account, filter, time.GetUnixMicros(), before, limit, cancellationToken);

    public async Task<IReadOnlyList<string>> ListFieldsAsync(CancellationToken cancellationToken = default) =>
        (await contacts.ReadFieldsAsync(Account, cancellationToken)).Names;

    public async Task<ContactCount> CountAsync(Filter filter, CancellationToken cancellationToken = default)
    {
        var matches = await contacts.CountAsync(Account, filter, time.GetUnixMicros(), cancellationToken);
        return new ContactCount(matches, FilterFields.Unknown(filter, await contacts.ReadFieldsAsync(Account, cancellationToken)));
    }

    private async Task<ContactOutcome> WriteAsync(Msisdn number, ContactPatch patch, ContactMode mode)
    {
        var change = new ContactChange(number, patch, mode, new ContactId(ids.Next()), time.GetUnixMicros());
        var outcome = (await contacts.WriteAsync(Account, [change]))[0];
        if (outcome is ContactOutcome.Created or ContactOutcome.Updated && await ReadAsync(number) is { } contact)
        {
            await facts.TellAsync(Account, contact.Id.Value, ConsentSource.Api, [change]);
        }

        return outcome;
    }

    private async Task<Contact?> ReadAsync(Msisdn number) => await contacts.ReadAsync(Account, [number]) is [var contact] ? contact : null;
}
