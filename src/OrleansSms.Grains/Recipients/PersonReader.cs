using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Recipients;

/// <summary>Messages between an account and one person, both ways, newest first. A page may be short before the end.</summary>
internal sealed class PersonReader(IMessageStore store)
{
    /// <summary>Messages to the person.</summary>
    public Task<Page<MessageRecord>> ReadSentAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(new MessageFilter { Account = account, To = number, Before = before, Limit = limit }, cancellationToken);

    /// <summary>Messages from the person.</summary>
    public Task<Page<InboundMessage>> ReadReceivedAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken) =>
        store.ListInboundOfAsync(account, number, before, limit, cancellationToken);

    /// <summary>A message's history.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(MessageId message, CancellationToken cancellationToken) =>
        await store.ReadTimelineAsync(message, cancellationToken) ?? [];
}
