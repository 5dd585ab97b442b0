using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>A durable intent: messages that may be at the carrier unanswered. It shrinks as they are settled and is gone when none is left.</summary>
internal sealed class IntentBatch(long number, IReadOnlyList<MessageId> messages)
{
    private readonly HashSet<MessageId> _open = [.. messages];

    public bool IsEmpty => _open.Count == 0;

    /// <summary>The message needs the intent no longer.</summary>
    public void Settle(MessageId message) => _open.Remove(message);

    /// <summary>What the store is told.</summary>
    public IntentRest Rest(BindKey bind) => new(bind, number, [.. _open]);
}
