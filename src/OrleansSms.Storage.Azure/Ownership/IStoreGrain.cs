using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Messages;

namespace OrleansSms.Storage.Azure.Ownership;

/// <summary>
/// The store's owner, on whichever silo it is: the ports of <c>OrleansSms.Storage</c> as calls. There is one, with key 0. A call fails with
/// <see cref="StoreMovedException"/> when the owner has been replaced; then nothing of it was done.
/// </summary>
[Alias("sms.azure.IStoreGrain")]
internal interface IStoreGrain : IGrainWithIntegerKey
{
    [Alias("CommitMany")]
    Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane);

    [Alias("Claim")]
    Task<BindClaim> ClaimBindAsync(BindKey bind);

    [Alias("Read")]
    Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids);

    [Alias("Timeline")]
    Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id);

    [Alias("List")]
    Task<Page<MessageRecord>> ListAsync(MessageFilter filter);

    [Alias("Batch")]
    Task<BatchProgress?> ReadBatchAsync(BatchId id);

    [Alias("Answer")]
    Task<IdempotencyRecord?> FindAnswerAsync(byte[] key);

    [Alias("Queue")]
    Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(BindKey bind, MessageCategory lane, MessageId? after, int limit);

    [Alias("Due")]
    Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit);

    [Alias("Receipts")]
    Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(string carrier, IReadOnlyList<string> smscMessageIds);

    [Alias("Counted")]
    Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(IReadOnlyList<Msisdn> recipients, string account, long since);

    [Alias("Inbound")]
    Task<Page<InboundMessage>> ListInboundAsync(string? account, MessageId? before, int limit);

    [Alias("InboundOf")]
    Task<Page<InboundMessage>> ListInboundOfAsync(string account, Msisdn from, MessageId? before, int limit);

    [Alias("Parts")]
    Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier);

    [Alias("Events")]
    Task<IReadOnlyList<LoggedEvent>> ReadEventsAsync(string account, EventId? after, int limit);

    [Alias("EventRecords")]
    Task<IReadOnlyList<EventRecord>> ReadEventRecordsAsync(string account, EventId? after, int limit);

    [Alias("LastEvent")]
    Task<EventId?> LastEventAsync(string account);

    /// <summary>Completes when an event may have been written behind a place, and after some seconds in any case.</summary>
    [Alias("WaitForEvent")]
    Task WaitForEventAsync(string account, EventId? after);

    [Alias("Recipients")]
    Task<IReadOnlyDictionary<Msisdn, RecipientState>> ReadRecipientsAsync(IReadOnlyList<Msisdn> recipients);

    [Alias("WriteRecipient")]
    Task WriteRecipientAsync(Msisdn recipient, RecipientState state);

    [Alias("EraseMessages")]
    Task<int> EraseMessagesAsync(IReadOnlyList<MessageId> messages);

    [Alias("EraseInbound")]
    Task<int> EraseInboundAsync(IReadOnlyList<MessageId> messages);

    [Alias("EraseTraces")]
    Task EraseTracesAsync(string account, Msisdn number);

    [Alias("Scour")]
    Task<bool> ScourAsync();

    [Alias("ListNumbers")]
    Task<Page<Msisdn>> ListNumbersAsync(string? cursor);

    [Alias("Probe")]
    Task<string?> ProbeAsync();

    [Alias("Prune")]
    Task<bool> PruneAsync(long now, Retention retention);
}

/// <summary>The store has another owner by now; nothing of the call was done.</summary>
[GenerateSerializer, Alias("sms.azure.StoreMoved")]
internal sealed class StoreMovedException() : Exception("The store has another owner.");
