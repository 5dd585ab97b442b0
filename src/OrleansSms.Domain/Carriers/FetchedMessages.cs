namespace OrleansSms.Domain.Carriers;

/// <summary>
/// Messages that came into memory by being read from the store. The call that adds such a message may arrive when it has been sent and is done; so what was
/// read is remembered for a while.
/// </summary>
internal sealed class FetchedMessages
{
    /// <summary>Messages remembered after they were done: some seconds of a fast bind, since the call that adds one is late by milliseconds.</summary>
    private const int Remembered = 20_000;

    private readonly HashSet<MessageId> _fetched = [];
    private readonly HashSet<MessageId> _done = [];
    private readonly Queue<MessageId> _order = new();

    /// <summary>A message was read from the store.</summary>
    public void Add(MessageId message) => _fetched.Add(message);

    /// <summary>It may come again by a call.</summary>
    public void Forget(MessageId message) => _fetched.Remove(message);

    /// <summary>It is done, if it was read from the store.</summary>
    public void Done(MessageId message)
    {
        if (_fetched.Count > 0 && _fetched.Remove(message))
        {
            Remember(message);
        }
    }

    /// <summary>It is done and passed over should a call add it, however it came.</summary>
    public void Remember(MessageId message)
    {
        if (!_done.Add(message))
        {
            return;
        }

        _order.Enqueue(message);
        while (_order.Count > Remembered)
        {
            _done.Remove(_order.Dequeue());
        }
    }

    /// <summary>Whether a message that a call adds was done before; this is forgotten by the question.</summary>
    public bool TakeDone(MessageId message) => _done.Count > 0 && _done.Remove(message);
}
