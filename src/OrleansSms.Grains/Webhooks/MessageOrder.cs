namespace OrleansSms.Grains.Webhooks;

/// <summary>Chains the events of each message, so that one goes after the other.</summary>
internal sealed class MessageOrder
{
    private readonly Dictionary<MessageId, Delivery> _last = [];

    /// <summary>Appends a delivery; true when nothing of its message is before it.</summary>
    public bool Add(Delivery delivery)
    {
        if (delivery.Message is not { } message)
        {
            return true;
        }

        if (_last.TryGetValue(message, out var previous))
        {
            previous.Next = delivery;
            delivery.Previous = previous;
        }

        _last[message] = delivery;
        return delivery.Previous is null;
    }

    /// <summary>Takes out the first delivery of its message; the one that may go now, or null.</summary>
    public Delivery? Remove(Delivery delivery)
    {
        if (delivery.Message is not { } message)
        {
            return null;
        }

        if (delivery.Next is not { } next)
        {
            _last.Remove(message);
            return null;
        }

        next.Previous = null;
        return next;
    }
}
