namespace OrleansSms.Contracts.Messages;

/// <summary>Reads an account's messages, inbound messages and events from the store. Key: the account's id. A stateless worker.</summary>
[Alias("sms.IMessageReaderGrain")]
public interface IMessageReaderGrain : IGrainWithStringKey
{
    /// <summary>A message of this account; null when there is none.</summary>
    [Alias("Get")]
    Task<MessageRecord?> GetAsync(MessageId id, CancellationToken cancellationToken = default);

    /// <summary>Its history, oldest first; null when there is no such message in this account.</summary>
    [Alias("GetTimeline")]
    Task<IReadOnlyList<TimelineEntry>?> GetTimelineAsync(MessageId id, CancellationToken cancellationToken = default);

    /// <summary>A page of messages, newest first.</summary>
    [Alias("List")]
    Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>A batch of this account and its counts.</summary>
    [Alias("GetBatch")]
    Task<BatchProgress?> GetBatchAsync(BatchId id, CancellationToken cancellationToken = default);

    /// <summary>A page of inbound messages, newest first.</summary>
    [Alias("ListInbound")]
    Task<Page<InboundMessage>> ListInboundAsync(MessageId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Events behind <paramref name="after"/>, oldest first.</summary>
    [Alias("ListEvents")]
    Task<IReadOnlyList<EventRecord>> ListEventsAsync(EventId? after, int limit, CancellationToken cancellationToken = default);
}
