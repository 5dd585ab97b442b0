using OrleansSms.Contracts.Contacts;
using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Recipients;

/// <summary>
/// What the stores hold of one person for an account. Messages come both ways, newest first, and a page may be short before the end. A store that keeps no contacts has none of the person.
/// </summary>
internal sealed class PersonReader(IMessageStore store, IEnumerable<IContactStore> contacts, IEnumerable<IEngagementStore> engagement)
{
    /// <summary>The contact, and how messages have fared; null when there is none.</summary>
    public async Task<KnownContact?> ReadContactAsync(string account, Msisdn number, CancellationToken cancellationToken)
    {
        foreach (var kept in contacts)
        {
            if (await kept.ReadAsync(account, [number], cancellationToken) is [var contact])
            {
                return new KnownContact(contact, await ReadEngagementAsync(account, number, cancellationToken));
            }
        }

        return null;
    }

    /// <summary>Removes the contact; false when there is none.</summary>
    public async Task<bool> RemoveContactAsync(string account, Msisdn number, CancellationToken cancellationToken)
    {
        var removed = false;
        foreach (var kept in contacts)
        {
            removed |= await kept.ReadAsync(account, [number], cancellationToken) is [var contact] && await kept.DeleteAsync(account, contact.Id, cancellationToken);
        }

        return removed;
    }

    /// <summary>Messages to the person.</summary>
    public Task<Page<MessageRecord>> ReadSentAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(new MessageFilter { Account = account, To = number, Before = before, Limit = limit }, cancellationToken);

    /// <summary>Messages from the person.</summary>
    public Task<Page<InboundMessage>> ReadReceivedAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken) =>
        store.ListInboundOfAsync(account, number, before, limit, cancellationToken);

    /// <summary>A message's history.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(MessageId message, CancellationToken cancellationToken) =>
        await store.ReadTimelineAsync(message, cancellationToken) ?? [];

    private async Task<Engagement> ReadEngagementAsync(string account, Msisdn number, CancellationToken cancellationToken)
    {
        foreach (var kept in engagement)
        {
            return (await kept.ReadAsync(account, [number], cancellationToken)).GetValueOrDefault(number);
        }

        return default;
    }
}
