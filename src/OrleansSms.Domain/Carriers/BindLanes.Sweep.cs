using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <content>Taking out of the middle of a lane: what has expired while it waited, and what another bind is to have.</content>
public sealed partial class BindLanes
{
    private readonly long[] _earliestExpiry = [long.MaxValue, long.MaxValue, long.MaxValue];

    /// <summary>Takes what waits in a lane, before a retry too, and is wanted; at most <paramref name="limit"/> messages.</summary>
    public List<QueuedMessage> TakeWhere(MessageCategory lane, Predicate<QueuedMessage> wanted, int limit)
    {
        var taken = new List<QueuedMessage>();
        var count = 0;
        _lanes[(int)lane].Extract(Leaves, taken);
        var waiting = taken.Count;
        _delayed.Extract(message => message.Message.Category == lane && Leaves(message), taken);
        _delayedCounts[(int)lane] -= taken.Count - waiting;
        taken.RemoveAll(IsDropped);
        return taken;

        bool Leaves(QueuedMessage message)
        {
            var place = _places[message.Message.Id];
            if (place != Place.Waiting || count >= limit || !wanted(message))
            {
                // What was canceled while it waited leaves memory at this opportunity.
                return place == Place.Dropped;
            }

            count++;
            return true;
        }

        bool IsDropped(QueuedMessage message)
        {
            if (_places[message.Message.Id] == Place.Dropped)
            {
                Drop(message.Message.Id);
                return true;
            }

            _places[message.Message.Id] = Place.InHand;
            return false;
        }
    }

    /// <summary>Takes what waits in a lane though its validity is over; cheap while there is nothing of the kind.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="now">Unix microseconds.</param>
    public List<QueuedMessage> TakeExpired(MessageCategory lane, long now)
    {
        if (_earliestExpiry[(int)lane] > now)
        {
            return [];
        }

        var earliest = long.MaxValue;
        var expired = TakeWhere(lane, IsExpired, int.MaxValue);
        _earliestExpiry[(int)lane] = earliest;
        return expired;

        bool IsExpired(QueuedMessage message)
        {
            if (message.Message.ExpiresAt <= now)
            {
                return true;
            }

            earliest = Math.Min(earliest, message.Message.ExpiresAt);
            return false;
        }
    }

    private void NoteExpiry(QueuedMessage message)
    {
        ref var earliest = ref _earliestExpiry[(int)message.Message.Category];
        earliest = Math.Min(earliest, message.Message.ExpiresAt);
    }
}
