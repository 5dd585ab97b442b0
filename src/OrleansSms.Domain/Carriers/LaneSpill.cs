using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Carriers;

/// <summary>
/// How much of a lane has been fetched from the store. A lane that starts, or that had no room, reads on from its mark until nothing is left and nothing was
/// refused meanwhile.
/// </summary>
public sealed class LaneSpill
{
    /// <summary>Shares that are told apart; when more have something in the store alone, nobody passes.</summary>
    private const int MostShares = 10_000;

    private HashSet<string>? _behind;
    private long _mark;
    private long _lowestRefused = long.MaxValue;

    /// <summary>Whether the store may hold messages of this lane that memory does not. A lane starts so.</summary>
    public bool IsSpilled { get; private set; } = true;

    /// <summary>Everything up to here has been fetched; null = nothing.</summary>
    public MessageId? After => _mark == 0 ? null : new MessageId(new SortableId((ulong)_mark, ulong.MaxValue));

    /// <summary>When the validity of the first message ends of which only the store has heard, as far as is known; <see cref="long.MaxValue"/> = none.</summary>
    public long EarliestExpiry { get; private set; } = long.MaxValue;

    /// <summary>Whether a message that memory does not know will be fetched when its turn comes. One that will not was lost on the way to the lane.</summary>
    public bool WillFetch(MessageId message) => IsSpilled && message.Key > _mark;

    /// <summary>
    /// Whether a message of the share may go into memory though the lane is spilled: all that waits of it is there, so that its order stays. Whom a lane that starts, or
    /// reads again from its beginning, holds in the store is not known.
    /// </summary>
    public bool MayPass(string share) => !IsSpilled || (_behind is { } behind && !behind.Contains(share));

    /// <summary>Begins a fetch.</summary>
    public void Fetching() => _lowestRefused = long.MaxValue;

    /// <summary>There was no room for a message.</summary>
    public void Refuse(Message message)
    {
        IsSpilled = true;
        _lowestRefused = Math.Min(_lowestRefused, message.Id.Key);
        _mark = Math.Min(_mark, message.Id.Key - 1);
        NoteExpiry(message.ExpiresAt);
        _behind?.Add(message.Share);
        if (_behind?.Count > MostShares)
        {
            _behind = null;
        }
    }

    /// <summary>A page was fetched.</summary>
    /// <param name="last">Its last message; null when it was empty.</param>
    /// <param name="isLast">Whether the store had no more.</param>
    public void Fetched(MessageId? last, bool isLast)
    {
        IsSpilled = !isLast || _lowestRefused != long.MaxValue;
        _mark = Math.Min(last?.Key ?? _mark, _lowestRefused - 1);
        if (!IsSpilled)
        {
            _behind = new HashSet<string>(StringComparer.Ordinal);
        }
    }

    /// <summary>Reads the whole lane again: whatever was lost on the way to it is found. A fetch that is under way does not count for it.</summary>
    public void Restart()
    {
        IsSpilled = true;
        _mark = 0;
        _lowestRefused = 1;
        _behind = null;
    }

    /// <summary>A message of which only the store has heard ends at <paramref name="at"/> (Unix microseconds).</summary>
    public void NoteExpiry(long at) => EarliestExpiry = Math.Min(EarliestExpiry, at);

    /// <summary>What the store holds is about to be looked at from its beginning: what was known of its expiry is found anew.</summary>
    public void ForgetExpiry() => EarliestExpiry = long.MaxValue;
}
