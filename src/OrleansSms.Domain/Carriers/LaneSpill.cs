namespace OrleansSms.Domain.Carriers;

/// <summary>
/// How much of a lane has been fetched from the store. A lane that starts, or that had no room, reads on from its mark until nothing is left and nothing was
/// refused meanwhile.
/// </summary>
public sealed class LaneSpill
{
    private long _mark;
    private long _lowestRefused = long.MaxValue;

    /// <summary>Whether the store may hold messages of this lane that memory does not. A lane starts so.</summary>
    public bool IsSpilled { get; private set; } = true;

    /// <summary>Everything up to here has been fetched; null = nothing.</summary>
    public MessageId? After => _mark == 0 ? null : new MessageId(new SortableId((ulong)_mark, ulong.MaxValue));

    /// <summary>Begins a fetch.</summary>
    public void Fetching() => _lowestRefused = long.MaxValue;

    /// <summary>There was no room for a message.</summary>
    public void Refuse(MessageId message)
    {
        IsSpilled = true;
        _lowestRefused = Math.Min(_lowestRefused, message.Key);
        _mark = Math.Min(_mark, message.Key - 1);
    }

    /// <summary>A page was fetched.</summary>
    /// <param name="last">Its last message; null when it was empty.</param>
    /// <param name="isLast">Whether the store had no more.</param>
    public void Fetched(MessageId? last, bool isLast)
    {
        IsSpilled = !isLast || _lowestRefused != long.MaxValue;
        _mark = Math.Min(last?.Key ?? _mark, _lowestRefused - 1);
    }

    /// <summary>Reads the whole lane again: whatever was lost on the way to it is found. A fetch that is under way does not count for it.</summary>
    public void Restart()
    {
        IsSpilled = true;
        _mark = 0;
        _lowestRefused = 1;
    }
}
