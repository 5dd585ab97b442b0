using OrleansSms.Storage.Azure.Messages;

namespace OrleansSms.Storage.Azure.State;

/// <summary>
/// The messages that wait for their row, and those that wait to leave memory, each in the order in which they began to. Those that are under way and
/// whose row says so stand in none.
/// </summary>
internal sealed class MessageQueues(TimeProvider time)
{
    private readonly LinkedList<HeldMessage> _ended = [];
    private readonly LinkedList<HeldMessage> _open = [];
    private readonly LinkedList<HeldMessage> _sealed = [];

    /// <summary>Messages whose row is missing or behind.</summary>
    public int Unsealed => _ended.Count + _open.Count;

    /// <summary>Those of them that have ended.</summary>
    public int Ended => _ended.Count;

    /// <summary>How long the first of those has waited.</summary>
    public TimeSpan EndedFor => Age(_ended.First);

    /// <summary>How long the first that has not ended has stood in the journal alone.</summary>
    public TimeSpan OpenFor => Age(_open.First);

    /// <summary>Puts a message where it belongs now. One that stays in its list keeps its place.</summary>
    public void Place(HeldMessage message)
    {
        var list = !message.IsUnsealed ? message.State.IsUnderWay ? null : _sealed : message.State.Record.Status.IsFinal() ? _ended : _open;
        if (message.Place.List == list)
        {
            return;
        }

        Remove(message);
        if (list is not null)
        {
            message.PlacedAt = time.GetTimestamp();
            list.AddLast(message.Place);
        }
    }

    public static void Remove(HeldMessage message) => message.Place.List?.Remove(message.Place);

    /// <summary>Those that have ended, oldest first.</summary>
    public IEnumerable<HeldMessage> TakeEnded(int most) => _ended.Take(most);

    /// <summary>Those that have not ended and have waited so long, oldest first.</summary>
    public IEnumerable<HeldMessage> TakeOpen(TimeSpan age, int most) => _open.TakeWhile(message => Age(message.Place) >= age).Take(most);

    /// <summary>Those that may leave memory and have waited so long.</summary>
    public List<HeldMessage> TakeSealed(TimeSpan age, int most) =>
        [.. _sealed.TakeWhile(message => Age(message.Place) >= age).Take(most).Where(static message => message.Pins == 0)];

    /// <summary>Position of the oldest journal entry that a row of some message does not hold.</summary>
    public long? UnsealedFrom() => _ended.Concat(_open).Min(static message => (long?)message.UnsealedFrom);

    private TimeSpan Age(LinkedListNode<HeldMessage>? place) => place is null ? TimeSpan.Zero : time.GetElapsedTime(place.Value.PlacedAt);
}
