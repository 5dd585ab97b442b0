using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// Where a message stands: the part of it that changes. Immutable, so that readers may hold one while the next is being made.
/// </summary>
internal sealed record RecentState
{
    public required MessageStatus Status { get; init; }

    public string? Reason { get; init; }

    public string? Error { get; init; }

    /// <summary>Number of the bind it is with; 0 = none.</summary>
    public int Bind { get; init; }

    public int Attempts { get; init; }

    public long SentMask { get; init; }

    public long DeliveredMask { get; init; }

    public string? SmscMessageId { get; init; }

    public long? QueuedAt { get; init; }

    public long? SentAt { get; init; }

    public long? FinalAt { get; init; }

    public long? DueAt { get; init; }

    public int Version { get; init; }

    /// <summary>Number of the bind that is about to send it; 0 = none.</summary>
    public int IntentBind { get; init; }

    /// <summary>Epoch of that bind's owner.</summary>
    public long IntentEpoch { get; init; }

    public History? History { get; init; }

    /// <summary>Where a message stands for those who ask.</summary>
    public MessageStatus Shown => Status.ShownAs(QueuedAt, SentMask != 0 || IntentBind != 0);

    /// <summary>Whether it is looked at again at <see cref="DueAt"/>.</summary>
    public bool IsWaiting => DueAt is not null && Status.WaitsForClock();

    /// <summary>Whether it stands in a cap.</summary>
    public bool HoldsPlace => Status.HoldsPlace(QueuedAt, SentMask);

    /// <summary>Where a message begins.</summary>
    public static RecentState Begin(Message message, MessageStatus status, string? reason, int bind, long? dueAt, History history) => new()
    {
        Status = status,
        Reason = reason,
        Bind = bind,
        DueAt = dueAt,
        QueuedAt = status == MessageStatus.Queued ? message.CreatedAt : null,
        FinalAt = status.IsFinal() ? message.CreatedAt : null,
        History = history,
    };

    /// <summary>The state after a change that takes effect.</summary>
    /// <param name="bind">Number of the change's bind; 0 = it names none.</param>
    /// <param name="history">With the change's entry.</param>
    public RecentState After(MessageChange change, int segments, int bind, History history)
    {
        var step = StepEffect.Of(new MessageState(Status, segments, SentMask, DeliveredMask), change);
        var after = step.State;
        if (step.IsBehind)
        {
            return this with { Version = Version + 1, History = history, SentMask = after.SentMask, DeliveredMask = after.DeliveredMask };
        }

        var intended = after.Status == MessageStatus.Queued;
        return this with
        {
            Version = Version + 1,
            History = history,
            Status = after.Status,
            SentMask = after.SentMask,
            DeliveredMask = after.DeliveredMask,
            Reason = change.Reason ?? Reason,
            Error = change.Error ?? Error,
            Bind = bind != 0 ? bind : Bind,
            Attempts = change.Attempts ?? Attempts,
            DueAt = step.IsSettled ? null : change.DueAt ?? DueAt,
            SmscMessageId = SmscMessageId ?? change.SmscMessageId,
            QueuedAt = step.TakesPlace ? change.At : QueuedAt,
            SentAt = step.Reached == MessageStatus.Sent ? change.At : SentAt,
            FinalAt = step.Reached.IsFinal() ? change.At : FinalAt,
            IntentBind = intended ? IntentBind : 0,
            IntentEpoch = intended ? IntentEpoch : 0,
        };
    }

    /// <summary>What callers see.</summary>
    public MessageRecord ToRecord(Message message, NameTable names) => new()
    {
        Message = message,
        Status = Shown,
        Reason = Reason,
        Error = Error,
        Bind = names.BindOf(Bind),
        Attempts = Attempts,
        SentMask = SentMask,
        DeliveredMask = DeliveredMask,
        SmscMessageId = SmscMessageId,
        QueuedAt = QueuedAt,
        SentAt = SentAt,
        FinalAt = FinalAt,
        DueAt = DueAt,
        Version = Version,
    };
}
