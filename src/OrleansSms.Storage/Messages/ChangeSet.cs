namespace OrleansSms.Storage.Messages;

/// <summary>What one caller wants written: all of it becomes durable, or none. A store joins the sets of many callers into one commit.</summary>
[GenerateSerializer, Immutable, Alias("sms.ChangeSet")]
public sealed record ChangeSet
{
    /// <summary>Messages that begin.</summary>
    [Id(0)] public IReadOnlyList<NewMessage> NewMessages { get; init; } = [];

    /// <summary>The batch they came in.</summary>
    [Id(1)] public BatchRecord? Batch { get; init; }

    /// <summary>The request they came in: when its key is already there, nothing of this set is written.</summary>
    [Id(2)] public IdempotencyRecord? Idempotency { get; init; }

    /// <summary>Steps of messages that exist.</summary>
    [Id(3)] public IReadOnlyList<MessageChange> Changes { get; init; } = [];

    /// <summary>Messages that are about to be sent: when the bind's epoch is no longer this one, nothing of this set is written.</summary>
    [Id(4)] public SubmitIntent? Intent { get; init; }

    /// <summary>Messages whose submit can no longer be under way, whatever else becomes of them.</summary>
    [Id(5)] public IReadOnlyList<IntentsOver> IntentsOver { get; init; } = [];

    /// <summary>Messages received.</summary>
    [Id(6)] public IReadOnlyList<InboundMessage> Inbound { get; init; } = [];

    /// <summary>Parts of inbound messages that wait for the others.</summary>
    [Id(7)] public IReadOnlyList<InboundPart> NewParts { get; init; } = [];

    /// <summary>Parts that have become a message.</summary>
    [Id(8)] public IReadOnlyList<MessageId> DoneParts { get; init; } = [];

    /// <summary>Events that no status change causes, each with its account.</summary>
    [Id(9)] public IReadOnlyList<(string Account, LoggedEvent Event)> Events { get; init; } = [];

    /// <summary>
    /// By whom messages of this set have places in caps: when one of these shards has another owner by now, nothing of this set is written. The new one has counted what was
    /// durable, and not these.
    /// </summary>
    [Id(10)] public IReadOnlyList<ShardEpoch> Shards { get; init; } = [];
}

/// <summary>The owner of a shard of recipients.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">The epoch that it claimed.</param>
[GenerateSerializer, Immutable, Alias("sms.ShardEpoch")]
public readonly record struct ShardEpoch([property: Id(0)] int Shard, [property: Id(1)] long Epoch);

/// <summary>A message and where it begins. The store writes the event of its status, and <c>message.accepted</c> before it.</summary>
/// <param name="Message">The message.</param>
/// <param name="Status">Scheduled, held, queued or suppressed.</param>
/// <param name="Reason">Why.</param>
/// <param name="Bind">The bind whose lane it is in, when queued.</param>
/// <param name="DueAt">When it is looked at again, in Unix microseconds, when scheduled or held.</param>
/// <param name="Timeline">Its history so far.</param>
[GenerateSerializer, Immutable, Alias("sms.NewMessage")]
public sealed record NewMessage(
    [property: Id(0)] Message Message,
    [property: Id(1)] MessageStatus Status,
    [property: Id(2)] string? Reason,
    [property: Id(3)] BindKey? Bind,
    [property: Id(4)] long? DueAt,
    [property: Id(5)] IReadOnlyList<TimelineEntry> Timeline);

/// <summary>The first answer to a request, kept for 24 hours.</summary>
/// <param name="Key">Hash of account and Idempotency-Key: 16 bytes.</param>
/// <param name="RequestHash">Hash of method, path and body: 32 bytes.</param>
/// <param name="Answer">What the caller will need to give the same answer again; at most 1 MiB.</param>
/// <param name="At">When, in Unix microseconds.</param>
[GenerateSerializer, Immutable, Alias("sms.IdempotencyRecord")]
public sealed record IdempotencyRecord(
    [property: Id(0)] ReadOnlyMemory<byte> Key,
    [property: Id(1)] ReadOnlyMemory<byte> RequestHash,
    [property: Id(2)] ReadOnlyMemory<byte> Answer,
    [property: Id(3)] long At);

/// <summary>Messages that a bind is about to hand to its session. Durable before the first octet goes out.</summary>
/// <param name="Bind">The bind.</param>
/// <param name="Epoch">The epoch that it claimed.</param>
/// <param name="Messages">The messages; at most <see cref="MaxMessages"/>.</param>
[GenerateSerializer, Immutable, Alias("sms.SubmitIntent")]
public sealed record SubmitIntent(
    [property: Id(0)] BindKey Bind,
    [property: Id(1)] long Epoch,
    [property: Id(2)] IReadOnlyList<MessageId> Messages)
{
    /// <summary>Most messages of one intent: what a crash may leave uncertain beyond the window.</summary>
    public const int MaxMessages = 256;
}

/// <summary>
/// Messages that are no longer about to be sent, nor unanswered. One that has meanwhile come under an intent of another bind or of a later epoch stays
/// under that. A message that leaves <see cref="MessageStatus.Queued"/> needs none of this: its intent is over by itself.
/// </summary>
/// <param name="Bind">The bind.</param>
/// <param name="Epoch">The epoch that its owner claimed.</param>
/// <param name="Messages">The messages.</param>
[GenerateSerializer, Immutable, Alias("sms.IntentsOver")]
public sealed record IntentsOver(
    [property: Id(0)] BindKey Bind,
    [property: Id(1)] long Epoch,
    [property: Id(2)] IReadOnlyList<MessageId> Messages);

/// <summary>What became of a <see cref="ChangeSet"/>.</summary>
/// <param name="Outcome">Whether it was written.</param>
/// <param name="States">For each of <see cref="ChangeSet.Changes"/>, the message's state before and after; status None before = no such message.</param>
[GenerateSerializer, Immutable, Alias("sms.CommitResult")]
public sealed record CommitResult(
    [property: Id(0)] CommitOutcome Outcome,
    [property: Id(1)] IReadOnlyList<ChangeResult> States);

/// <summary>Effect of one change.</summary>
/// <param name="Found">Whether the message exists.</param>
/// <param name="Before">Status before.</param>
/// <param name="After">Status after.</param>
[GenerateSerializer, Immutable, Alias("sms.ChangeResult")]
public readonly record struct ChangeResult(
    [property: Id(0)] bool Found,
    [property: Id(1)] MessageStatus Before,
    [property: Id(2)] MessageStatus After);

/// <summary>Whether a set was written.</summary>
public enum CommitOutcome
{
    /// <summary>It is durable.</summary>
    Written = 0,

    /// <summary>Nothing was written: the idempotency key was there already.</summary>
    KeyExists = 1,

    /// <summary>Nothing was written: another owner has claimed the bind, or one of the shards.</summary>
    EpochLost = 2,

    /// <summary>Nothing was written: the set breaks a rule, such as an id that is there already. Only <see cref="IMessageStore.CommitManyAsync"/> says so.</summary>
    Invalid = 3,
}

/// <summary>Which commits a set may wait for.</summary>
public enum CommitLane
{
    /// <summary>Joins the very next commit, before all others: authentication messages and their intents.</summary>
    First = 0,

    /// <summary>Joins the next commit that has room: intents, answers, receipts, what people and carriers wait for.</summary>
    Urgent = 1,

    /// <summary>Joins a commit as room allows beside the others.</summary>
    Bulk = 2,
}
