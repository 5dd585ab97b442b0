using Orleans.Concurrency;
using OrleansSms.Contracts.Recipients;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Grains.Recipients;

[StatelessWorker, Reentrant, GrainType("people")]
internal sealed class PeopleGrain(PersonReader reader) : Grain, IPeopleGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<Page<PersonEntry>> ReadTimelineAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default)
    {
        var sent = reader.ReadSentAsync(Account, number, before, limit, cancellationToken);
        var received = reader.ReadReceivedAsync(Account, number, before, limit, cancellationToken);
        return PersonTimeline.Merge(await sent, await received, PersonTimeline.NotesOf(await StateAsync(number), Account), before, limit);
    }

    public async Task<PersonRecord> ReadRecordAsync(Msisdn number, CancellationToken cancellationToken = default)
    {
        var consents = GrainFactory.GetGrain<IConsentsGrain>(Account).ListOfAsync(number);
        var contact = reader.ReadContactAsync(Account, number, cancellationToken);
        return new PersonRecord(await StateAsync(number), await consents, await contact);
    }

    public async Task<Page<SentMessage>> ReadSentAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default)
    {
        var page = await reader.ReadSentAsync(Account, number, before, limit, cancellationToken);
        var sent = new List<SentMessage>(page.Items.Count);
        foreach (var record in page.Items)
        {
            sent.Add(new SentMessage(record, await reader.ReadTimelineAsync(record.Message.Id, cancellationToken)));
        }

        return new Page<SentMessage>(sent, page.Next);
    }

    public Task<Page<InboundMessage>> ReadReceivedAsync(Msisdn number, MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        reader.ReadReceivedAsync(Account, number, before, limit, cancellationToken);

    /// <summary>What the account may know of it: not what others do.</summary>
    private async Task<RecipientState> StateAsync(Msisdn number) =>
        (await GrainFactory.GetGrain<IRecipientsGrain>(RecipientShard.Of(number)).GetAsync(number)).As(Account);
}
