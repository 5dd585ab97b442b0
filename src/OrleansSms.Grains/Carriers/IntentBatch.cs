using OrleansSms.Storage.Messages;

namespace OrleansSms.Grains.Carriers;

/// <summary>A durable intent: messages that may be at the carrier unanswered. It shrinks as they are settled and is gone when none is left.</summary>
internal sealed class IntentBatch(long number, IReadOnlyList<MessageId> messages)
{
    private readonly HashSet<MessageId> _open = [.. messages];
    private bool _hasShrunk;

    /// <summary>The message needs the intent no longer.</summary>
    public void Settle(MessageId message) => _hasShrunk |= _open.Remove(message);

    /// <summary>What the store is to be told, when it has not been told already.</summary>
    public IntentRest? TakeRest(BindKey bind)
    {
        if (!_hasShrunk)
        {
            return null;
        }

        _hasShrunk = false;
        return new(bind, number, [.. _open]);
    }
}
