using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Recipients;

/// <summary>Messages between an account and one person, both ways, newest first. A page may be short before the end.</summary>
internal sealed class PersonReader(IMessageStore store)
{
    /// <summary>Inbound messages looked at for one page: as many as the store looks at for a page of messages.</summary>
    private const int MaxLooked = 10_000;

    private const int LookAtOnce = 500;

    /// <summary>Messages to the person.</summary>
    public Task<Page<MessageRecord>> ReadSentAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(new MessageFilter { Account = account, To = number, Before = before, Limit = limit }, cancellationToken);

    /// <summary>Messages from the person.</summary>
    public async Task<Page<InboundMessage>> ReadReceivedAsync(string account, Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken)
    {
        var from = number.ToString();
        var found = new List<InboundMessage>();
        var cursor = before;
        for (var looked = 0; looked < MaxLooked && found.Count < limit; looked += LookAtOnce)
        {
            var page = await store.ListInboundAsync(account, cursor, LookAtOnce, cancellationToken);
            found.AddRange(page.Items.Where(message => message.From == from));
            if (!MessageId.TryParse(page.Next, out var next))
            {
                return new Page<InboundMessage>(found, null);
            }

            cursor = next;
        }

        return new Page<InboundMessage>(found, cursor?.ToString());
    }

    /// <summary>A message's history.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ReadTimelineAsync(MessageId message, CancellationToken cancellationToken) =>
        await store.ReadTimelineAsync(message, cancellationToken) ?? [];
}
