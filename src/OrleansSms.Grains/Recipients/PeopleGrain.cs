using Orleans.Concurrency;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Recipients;

[StatelessWorker, Reentrant, GrainType("people")]
internal sealed class PeopleGrain(IMessageStore messages) : Grain, IPeopleGrain
{
    /// <summary>Inbound messages looked at for one page: as many as the store looks at for a page of messages.</summary>
    private const int MaxLooked = 10_000;

    private const int LookAtOnce = 500;

    private string Account => this.GetPrimaryKeyString();

    public async Task<Page<PersonEntry>> ReadTimelineAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default)
    {
        var sent = messages.ListAsync(new MessageFilter { Account = Account, To = number, Before = before, Limit = limit }, cancellationToken);
        var received = ReadInboundAsync(number.ToString(), before, limit, cancellationToken);
        var state = await GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number);
        return PersonTimeline.Merge(await sent, await received, PersonTimeline.NotesOf(state, Account), before, limit);
    }

    private async Task<Page<InboundMessage>> ReadInboundAsync(string from, MessageId? before, int limit, CancellationToken cancellationToken)
    {
        var found = new List<InboundMessage>();
        var cursor = before;
        for (var looked = 0; looked < MaxLooked && found.Count < limit; looked += LookAtOnce)
        {
            var page = await messages.ListInboundAsync(Account, cursor, LookAtOnce, cancellationToken);
            found.AddRange(page.Items.Where(message => message.From == from));
            if (!MessageId.TryParse(page.Next, out var next))
            {
                return new Page<InboundMessage>(found, null);
            }

            cursor = next;
        }

        return new Page<InboundMessage>(found, cursor?.ToString());
    }
}
