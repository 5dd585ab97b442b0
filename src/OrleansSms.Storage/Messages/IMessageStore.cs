namespace OrleansSms.Storage.Messages;

/// <summary>
/// Messages, their queues, receipts and events. Every method throws <see cref="StoreUnavailableException"/> when the engine refuses; then nothing
/// of that call was written.
/// </summary>
public interface IMessageStore
{
    /// <summary>Makes <paramref name="changes"/> durable. Completes when they survive a power cut.</summary>
    /// <exception cref="InvalidOperationException">The set breaks a rule, such as an id that is there already; nothing of it was written.</exception>
    Task<CommitResult> CommitAsync(ChangeSet changes, CommitLane lane, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes many sets durable in one transaction. Each has an outcome of its own, in the order of <paramref name="sets"/>: one whose condition does not hold
    /// leaves the others as they are.
    /// </summary>
    Task<IReadOnlyList<CommitResult>> CommitManyAsync(IReadOnlyList<ChangeSet> sets, CommitLane lane, CancellationToken cancellationToken = default);

    /// <summary>Reads messages by id; those that do not exist are left out. Order is that of <paramref name="ids"/>.</summary>
    Task<IReadOnlyList<MessageRecord>> ReadAsync(IReadOnlyList<MessageId> ids, CancellationToken cancellationToken = default);

    /// <summary>A message's history, oldest first; null when there is no such message.</summary>
    Task<IReadOnlyList<TimelineEntry>?> ReadTimelineAsync(MessageId id, CancellationToken cancellationToken = default);

    /// <summary>A page of messages, newest first. A page may be short before the end: the store bounds how many rows it looks at for one page.</summary>
    Task<Page<MessageRecord>> ListAsync(MessageFilter filter, CancellationToken cancellationToken = default);

    /// <summary>A batch and its counts by status; null when there is none.</summary>
    Task<BatchProgress?> ReadBatchAsync(BatchId id, CancellationToken cancellationToken = default);

    /// <summary>The answer kept for an idempotency key; null when there is none.</summary>
    Task<IdempotencyRecord?> FindAnswerAsync(ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the caller the only owner of a bind: raises its epoch and returns the messages that an earlier owner may have sent without
    /// recording the answer. They stay under their intents, and so uncertain for the next owner too, until <see cref="ChangeSet.IntentsOver"/>.
    /// </summary>
    Task<BindClaim> ClaimBindAsync(BindKey bind, CancellationToken cancellationToken = default);

    /// <summary>Queued messages of a lane whose id is greater than <paramref name="after"/>, oldest first.</summary>
    Task<IReadOnlyList<QueuedMessage>> ReadQueueAsync(
        BindKey bind, MessageCategory lane, MessageId? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Scheduled, held and uncertain messages that are due at <paramref name="now"/> (Unix microseconds), earliest first.</summary>
    Task<IReadOnlyList<MessageRecord>> ReadDueAsync(long now, int limit, CancellationToken cancellationToken = default);

    /// <summary>Messages whose receipts are expected under these ids of a carrier. Ids that are not known are left out.</summary>
    Task<IReadOnlyList<OpenReceipt>> FindReceiptsAsync(string carrier, IReadOnlyList<string> smscMessageIds, CancellationToken cancellationToken = default);

    /// <summary>Messages of an account to some recipients that are remembered and were queued since a time (Unix microseconds), in no order.</summary>
    Task<IReadOnlyList<CountedMessage>> ReadCountedAsync(
        IReadOnlyList<Msisdn> recipients, string account, long since, CancellationToken cancellationToken = default);

    /// <summary>Inbound messages of an account (null = all) older than <paramref name="before"/>, newest first.</summary>
    Task<Page<InboundMessage>> ListInboundAsync(string? account, MessageId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Inbound messages of an account from one number, older than <paramref name="before"/>, newest first. A page may be short before the end.</summary>
    Task<Page<InboundMessage>> ListInboundOfAsync(string account, Msisdn from, MessageId? before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Parts of inbound messages that wait for the others.</summary>
    Task<IReadOnlyList<InboundPart>> ReadPartsAsync(string carrier, CancellationToken cancellationToken = default);
}

/// <summary>Result of <see cref="IMessageStore.ClaimBindAsync"/>.</summary>
/// <param name="Epoch">The new epoch.</param>
/// <param name="Uncertain">Messages that may or may not be at the carrier, oldest first.</param>
[GenerateSerializer, Immutable, Alias("sms.BindClaim")]
public sealed record BindClaim(
    [property: Id(0)] long Epoch,
    [property: Id(1)] IReadOnlyList<QueuedMessage> Uncertain);

/// <summary>A receipt that is expected.</summary>
/// <param name="Key">What it is found by.</param>
/// <param name="Message">The message.</param>
/// <param name="Category">Its category.</param>
/// <param name="Segments">Its number of segments.</param>
[GenerateSerializer, Immutable, Alias("sms.OpenReceipt")]
public sealed record OpenReceipt(
    [property: Id(0)] ReceiptKey Key,
    [property: Id(1)] MessageId Message,
    [property: Id(2)] MessageCategory Category,
    [property: Id(3)] int Segments);

/// <summary>A message that its recipient remembers.</summary>
/// <param name="Message">The message.</param>
/// <param name="QueuedAt">When it was queued and so took its place, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.CountedMessage")]
public readonly record struct CountedMessage([property: Id(0)] Message Message, [property: Id(1)] long QueuedAt);
