using System.Runtime.InteropServices;
using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// What waits for a bind: a lane per category, and the messages that wait before a retry. Memory holds at most <paramref name="capacity"/> messages a lane;
/// what comes beyond stays in the store, and the lane says so until it has been fetched (<see cref="LaneSpill"/>).
/// </summary>
/// <param name="capacity">Messages of a lane.</param>
public sealed partial class BindLanes(int capacity)
{
    /// <summary>Of so many turns after authentication one belongs to marketing, so that it is never starved.</summary>
    private const int MarketingEvery = 8;

    /// <summary>The part of a lane's capacity that it may hold beyond it for shares that would wait behind others' backlog.</summary>
    private const int SpareOfLane = 4;

    /// <summary>The part of it that such a share may have waiting.</summary>
    private const int SpareOfShare = 64;

    private readonly Lane[] _lanes = [new(), new(), new()];
    private readonly LaneSpill[] _spills = [new(), new(), new()];
    private readonly Dictionary<MessageId, Place> _places = [];
    private readonly PriorityQueue<QueuedMessage, long> _delayed = new();
    private readonly int[] _delayedCounts = new int[CategoryRules.LaneCount];
    private readonly List<MessageId> _doneMeanwhile = [];
    private readonly FetchedMessages _fetched = new();
    private int _reads;
    private int _turn;

    /// <summary>Where a known message is.</summary>
    private enum Place : byte
    {
        /// <summary>In its lane, or before a retry.</summary>
        Waiting,

        /// <summary>Taken.</summary>
        InHand,

        /// <summary>Taken out of the store; no lane ever held it.</summary>
        Seized,

        /// <summary>Withdrawn, not yet done; its lane still holds it.</summary>
        Withdrawn,

        /// <summary>Withdrawn, not yet done; no lane holds it.</summary>
        WithdrawnAway,

        /// <summary>Withdrawn and done; its lane still holds it and drops it when its turn comes.</summary>
        Dropped,

        /// <summary>Done, and known only because a page that is being read may show it.</summary>
        Left,
    }

    /// <summary>Messages waiting, without those before a retry.</summary>
    public int Count => _lanes[0].Count + _lanes[1].Count + _lanes[2].Count;

    /// <summary>Whether anything that waits could be taken at <paramref name="now"/> (Unix microseconds), as far as its share is concerned.</summary>
    public bool IsReadyAt(long now) => Array.Exists(_lanes, lane => lane.IsReadyAt(now));

    /// <summary>Messages of a share that wait in memory, without those before a retry.</summary>
    public int CountOf(string share) => _lanes.Sum(lane => lane.CountOf(share));

    /// <summary>Whether the store may hold messages of a share for which memory has had no room.</summary>
    public bool IsBehind(string share) => Array.Exists(_spills, spill => !spill.MayPass(share));

    /// <summary>A lane.</summary>
    public Lane this[MessageCategory lane] => _lanes[(int)lane];

    /// <summary>Adds a message that is durable. One that is known already is passed over; one for which there is no room will be fetched later.</summary>
    public void Add(QueuedMessage message)
    {
        var lane = (int)message.Message.Category;
        if (_fetched.TakeDone(message.Message.Id))
        {
            return;
        }

        if (_places.TryGetValue(message.Message.Id, out var place))
        {
            if (place == Place.Left)
            {
                // It came back while a page is being read that may show it; a refusal would be lost in that.
                Admit(message);
            }

            return;
        }

        if (PassesOver(message))
        {
            return;
        }

        if (!HasRoom(lane, message.Message.Share))
        {
            _spills[lane].Refuse(message.Message);
            return;
        }

        Admit(message);
    }

    /// <summary>Gives back a message that was taken: it goes before the others of its share.</summary>
    public void PutBack(QueuedMessage message)
    {
        if (IsPaused(message))
        {
            LeaveInStore(message);
            return;
        }

        _places[message.Message.Id] = Place.Waiting;
        NoteExpiry(message);
        _lanes[(int)message.Message.Category].PutBack(message);
    }

    /// <summary>Gives back a message that was taken: it waits until <paramref name="due"/> (microseconds of a monotonic clock: a step of the system's leaves the wait as it is).</summary>
    public void Delay(QueuedMessage message, long due)
    {
        if (IsPaused(message))
        {
            LeaveInStore(message);
            return;
        }

        _places[message.Message.Id] = Place.Waiting;
        NoteExpiry(message);
        _delayedCounts[(int)message.Message.Category]++;
        _delayed.Enqueue(message, due);
    }

    /// <summary>Moves what is due to its lane; when the next will be (<see cref="long.MaxValue"/> = none waits).</summary>
    /// <param name="clock">Microseconds of the monotonic clock.</param>
    public long Promote(long clock)
    {
        while (_delayed.TryPeek(out var message, out var due))
        {
            if (due > clock)
            {
                return due;
            }

            _delayed.Dequeue();
            _delayedCounts[(int)message.Message.Category]--;
            _lanes[(int)message.Message.Category].PutBack(message);
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Takes the next message. It stays known until <see cref="Done"/>. When there is none, <paramref name="readyAt"/> says when there may be one.
    /// </summary>
    /// <param name="now">Unix microseconds.</param>
    /// <param name="authenticationOnly">Only the first lane: what is left of window and TPS is reserved for it.</param>
    /// <param name="readyAt">Unix microseconds.</param>
    public QueuedMessage? Take(long now, bool authenticationOnly, out long readyAt)
    {
        readyAt = long.MaxValue;
        var message = TakeFrom(MessageCategory.Authentication, now, ref readyAt);
        if (message is not null || authenticationOnly)
        {
            return message;
        }

        var (first, second) = ++_turn % MarketingEvery == 0
            ? (MessageCategory.Marketing, MessageCategory.Transactional)
            : (MessageCategory.Transactional, MessageCategory.Marketing);
        return TakeFrom(first, now, ref readyAt) ?? TakeFrom(second, now, ref readyAt);
    }

    /// <summary>The message has ended here, or no carrier may get it twice: should it be added late, it is passed over.</summary>
    public void Done(MessageId message)
    {
        var known = _places.TryGetValue(message, out var place);
        if (known && place is Place.Waiting or Place.Withdrawn)
        {
            _places[message] = Place.Dropped;
            return;
        }

        if (known && place is Place.WithdrawnAway or Place.Seized)
        {
            _fetched.Remember(message);
        }

        _fetched.Done(message);
        Forget(message);
    }

    /// <summary>The message went to another bind, from where it may come back.</summary>
    public void Leave(MessageId message)
    {
        if (_places.GetValueOrDefault(message) == Place.Seized)
        {
            // It was never heard of here: the call that adds it may still be on its way.
            _fetched.Remember(message);
        }

        _fetched.Forget(message);
        Forget(message);
    }

    /// <summary>
    /// Withdraws a message; false when it has been taken already. One that is not known here is withdrawn too, should it be fetched meanwhile.
    /// <see cref="Done"/>, <see cref="Leave"/> or <see cref="Restore"/> must follow.
    /// </summary>
    public bool Withdraw(MessageId message)
    {
        if (!Knows(message))
        {
            _places[message] = Place.WithdrawnAway;
            return true;
        }

        var place = _places[message];
        if (place == Place.Waiting)
        {
            _places[message] = Place.Withdrawn;
        }

        return place is not (Place.InHand or Place.Seized);
    }

    /// <summary>A withdrawal could not be made durable: the message stays.</summary>
    public void Restore(MessageId message)
    {
        if (!_places.TryGetValue(message, out var place))
        {
            return;
        }

        if (place == Place.Withdrawn)
        {
            _places[message] = Place.Waiting;
        }
        else if (place == Place.WithdrawnAway)
        {
            // Its lane may have passed it over meanwhile, and which lane that was is not known.
            _fetched.Forget(message);
            _places.Remove(message);
            Array.ForEach(_spills, spill => spill.Restart());
        }
    }

    /// <summary>
    /// Whether a new message goes into memory. While the lane is spilled there is a little room beyond its capacity for shares of which nothing is in the store alone, so
    /// that they take their turns and do not wait behind the backlog of another.
    /// </summary>
    private bool HasRoom(int lane, string share)
    {
        if (!_spills[lane].IsSpilled && Held(lane) < capacity)
        {
            return true;
        }

        return _spills[lane].MayPass(share)
            && Held(lane) < capacity + (capacity / SpareOfLane)
            && _lanes[lane].CountOf(share) < Math.Max(1, capacity / SpareOfShare);
    }

    /// <summary>Messages of a lane in memory, those before a retry included.</summary>
    private int Held(int lane) => _lanes[lane].Count + _delayedCounts[lane];

    private void Drop(MessageId message)
    {
        _fetched.Done(message);
        Forget(message);
    }

    private void Forget(MessageId message)
    {
        if (_reads > 0)
        {
            _places[message] = Place.Left;
            _doneMeanwhile.Add(message);
        }
        else
        {
            _places.Remove(message);
        }
    }

    private void Admit(QueuedMessage message)
    {
        _places[message.Message.Id] = Place.Waiting;
        NoteExpiry(message);
        _lanes[(int)message.Message.Category].Enqueue(message);
    }

    private QueuedMessage? TakeFrom(MessageCategory lane, long now, ref long readyAt)
    {
        while (true)
        {
            var message = _lanes[(int)lane].Dequeue(now, out var ready);
            readyAt = Math.Min(readyAt, ready);
            if (message is null)
            {
                return null;
            }

            ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(_places, message.Message.Id);
            switch (place)
            {
                case Place.Withdrawn:
                    place = Place.WithdrawnAway;
                    continue;
                case Place.Dropped:
                    Drop(message.Message.Id);
                    continue;
            }

            place = Place.InHand;
            return message;
        }
    }
}
