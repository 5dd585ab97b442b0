using Orleans.Concurrency;
using OrleansSms.Contracts.Messages;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Messages;

[StatelessWorker, Reentrant, GrainType("message-reader")]
internal sealed class MessageReaderGrain(IMessageStore messages, IEventLog events) : Grain, IMessageReaderGrain
{
    private string Account => this.GetPrimaryKeyString();

    public async Task<MessageRecord?> GetAsync(MessageId id, CancellationToken cancellationToken = default)
    {
        var found = await messages.ReadAsync([id], cancellationToken);
        return found.Count == 1 && found[0].Message.Account == Account ? found[0] : null;
    }

    public async Task<IReadOnlyList<TimelineEntry>?> GetTimelineAsync(MessageId id, CancellationToken cancellationToken = default) =>
        await GetAsync(id, cancellationToken) is null ? null : await messages.ReadTimelineAsync(id, cancellationToken);

    public Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default) =>
        messages.ListAsync(filter with { Account = Account }, cancellationToken);

    public async Task<BatchProgress?> GetBatchAsync(BatchId id, CancellationToken cancellationToken = default)
    {
        var progress = await messages.ReadBatchAsync(id, cancellationToken);
        return progress?.Batch.Account == Account ? progress : null;
    }

    public Task<Page<InboundMessage>> ListInboundAsync(MessageId? before, int limit, CancellationToken cancellationToken = default) =>
        messages.ListInboundAsync(Account, before, limit, cancellationToken);

    public Task<IReadOnlyList<EventRecord>> ListEventsAsync(EventId? after, int limit, CancellationToken cancellationToken = default) =>
        events.ReadRecordsAsync(Account, after, limit, cancellationToken);
}
