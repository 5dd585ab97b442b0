using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <content>
/// Shares that must not go for now: a campaign that is paused. What is theirs leaves memory, so that it takes no room from others, and stays queued in the store; when the
/// share goes on, its lanes are read again from the beginning. Of a message that a carrier has a part of, the rest follows.
/// </content>
public sealed partial class BindLanes
{
    /// <summary>For each paused share, which lanes have left something of it in the store.</summary>
    private readonly Dictionary<string, bool[]> _paused = new(StringComparer.Ordinal);

    /// <summary>Whether the message must not go for now.</summary>
    public bool IsPaused(QueuedMessage message) =>
        _paused.Count > 0 && message.SentMask == 0 && _paused.ContainsKey(message.Message.Share);

    /// <summary>Nothing of the share is taken any more. What was taken already is to be given back.</summary>
    public void Pause(string share)
    {
        if (!_paused.TryAdd(share, new bool[CategoryRules.LaneCount]))
        {
            return;
        }

        for (var lane = MessageCategory.Authentication; lane <= MessageCategory.Marketing; lane++)
        {
            TakeWhere(lane, IsPaused, int.MaxValue).ForEach(LeaveInStore);
        }
    }

    /// <summary>The share goes on.</summary>
    public void Resume(string share)
    {
        if (!_paused.Remove(share, out var left))
        {
            return;
        }

        for (var lane = 0; lane < left.Length; lane++)
        {
            if (left[lane])
            {
                _spills[lane].Restart();
            }
        }
    }

    /// <summary>
    /// Passes over a message of a paused share; false when it may go. It is known to the store alone from now on, and found there when the share goes on.
    /// </summary>
    public bool PassesOver(QueuedMessage message)
    {
        if (!IsPaused(message))
        {
            return false;
        }

        var lane = (int)message.Message.Category;
        _paused[message.Message.Share][lane] = true;
        _spills[lane].NoteExpiry(message.Message.ExpiresAt);
        return true;
    }

    private void LeaveInStore(QueuedMessage message)
    {
        PassesOver(message);
        Leave(message.Message.Id);
    }
}
