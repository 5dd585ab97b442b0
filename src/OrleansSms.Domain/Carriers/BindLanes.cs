using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// What waits for a bind: a lane per category, and the messages that wait before a retry. Memory holds at most <paramref name="capacity"/> messages a lane;
/// what comes beyond stays in the store, and the lane says so until it has been fetched (<see cref="LaneSpill"/>).
/// </summary>
/// <param name="capacity">Messages of a lane.</param>
public sealed class BindLanes(int capacity)
{
    /// <summary>Of so many turns after authentication one belongs to marketing, so that it is never starved.</summary>
    private const int MarketingEvery = 8;

    private readonly Lane[] _lanes = [new(), new(), new()];
    private readonly LaneSpill[] _spills = [new(), new(), new()];
    private readonly Dictionary<MessageId, Place> _places = [];
    private readonly PriorityQueue<QueuedMessage, long> _delayed = new();
    private readonly List<MessageId> _doneMeanwhile = [];
    private int _fetches;
    private int _turn;

    private enum Place : byte
    {
        Waiting,
        InHand,
        Withdrawn,
    }

    /// <summary>Messages waiting, without those before a retry.</summary>
    public int Count => _lanes[0].Count + _lanes[1].Count + _lanes[2].Count;

    /// <summary>A lane.</summary>
    public Lane this[MessageCategory lane] => _lanes[(int)lane];

    /// <summary>What of a lane is still in the store.</summary>
    public LaneSpill Spill(MessageCategory lane) => _spills[(int)lane];

    /// <summary>Whether the lane should be filled from the store: something is there, and memory is half empty.</summary>
    public bool WantsPage(MessageCategory lane) => _spills[(int)lane].IsSpilled && _lanes[(int)lane].Count <= capacity / 2;

    /// <summary>Adds a message that is durable. One that is known already is passed over; one for which there is no room will be fetched later.</summary>
    public void Add(QueuedMessage message)
    {
        var lane = (int)message.Message.Category;
        if (_places.ContainsKey(message.Message.Id))
        {
            return;
        }

        if (_spills[lane].IsSpilled || _lanes[lane].Count >= capacity)
        {
            _spills[lane].Refuse(message.Message.Id);
            return;
        }

        Admit(message);
    }

    /// <summary>A page is about to be read from the store. Until it is added, messages that are done stay known: the page may show them as they were.</summary>
    public void BeginPage(MessageCategory lane)
    {
        _fetches++;
        _spills[(int)lane].Fetching();
    }

    /// <summary>Reading the page failed.</summary>
    public void AbandonPage() => EndFetch();

    /// <summary>Adds what was read from the store.</summary>
    public void AddPage(MessageCategory lane, IReadOnlyList<QueuedMessage> page, bool isLast)
    {
        foreach (var message in page)
        {
            if (!_places.ContainsKey(message.Message.Id))
            {
                Admit(message);
            }
        }

        _spills[(int)lane].Fetched(page.Count == 0 ? null : page[^1].Message.Id, isLast);
        EndFetch();
    }

    /// <summary>Gives back a message that was taken: it goes before the others of its account.</summary>
    public void PutBack(QueuedMessage message)
    {
        _places[message.Message.Id] = Place.Waiting;
        _lanes[(int)message.Message.Category].PutBack(message);
    }

    /// <summary>Gives back a message that was taken: it waits until <paramref name="due"/> (Unix microseconds).</summary>
    public void Delay(QueuedMessage message, long due)
    {
        _places[message.Message.Id] = Place.Waiting;
        _delayed.Enqueue(message, due);
    }

    /// <summary>Moves what is due to its lane; when the next will be (<see cref="long.MaxValue"/> = none waits).</summary>
    public long Promote(long now)
    {
        while (_delayed.TryPeek(out var message, out var due))
        {
            if (due > now)
            {
                return due;
            }

            _delayed.Dequeue();
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

    /// <summary>The message has left this bind: it was sent, has ended or went elsewhere.</summary>
    public void Done(MessageId message)
    {
        if (_fetches > 0)
        {
            _doneMeanwhile.Add(message);
        }
        else
        {
            _places.Remove(message);
        }
    }

    /// <summary>Withdraws a message; false when it has been taken already. One that is not known here is withdrawn too, should it be fetched later.</summary>
    public bool Withdraw(MessageId message)
    {
        if (_places.TryGetValue(message, out var place) && place == Place.InHand)
        {
            return false;
        }

        _places[message] = Place.Withdrawn;
        return true;
    }

    /// <summary>Takes everything that waits, for another carrier.</summary>
    public List<QueuedMessage> TakeAll(int limit)
    {
        var all = new List<QueuedMessage>();
        Promote(long.MaxValue);
        while (all.Count < limit && Take(long.MaxValue, false, out _) is { } message)
        {
            all.Add(message);
        }

        return all;
    }

    private void EndFetch()
    {
        if (--_fetches > 0)
        {
            return;
        }

        foreach (var message in _doneMeanwhile)
        {
            _places.Remove(message);
        }

        _doneMeanwhile.Clear();
    }

    private void Admit(QueuedMessage message)
    {
        _places.Add(message.Message.Id, Place.Waiting);
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

            if (_places[message.Message.Id] == Place.Withdrawn)
            {
                _places.Remove(message.Message.Id);
                continue;
            }

            _places[message.Message.Id] = Place.InHand;
            return message;
        }
    }
}
