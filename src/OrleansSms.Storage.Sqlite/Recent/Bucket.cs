namespace OrleansSms.Storage.Sqlite.Recent;

/// <summary>
/// Messages in memory whose keys are neighbours: lets a look at a range of keys pass over most of memory. The writer adds and removes; readers walk
/// through at any time, and see what is there all the while.
/// </summary>
internal sealed class Bucket
{
    /// <summary>Bits of a key within a bucket: 64 ms, some thousands of messages at full speed.</summary>
    private const int KeyBits = 22;

    private RecentMessage?[] _slots = new RecentMessage?[4];
    private int _used;
    private int _messages;

    public bool IsEmpty => _messages == 0;

    /// <summary>Number of the bucket that a key belongs to; they are in the order of keys.</summary>
    public static long NumberOf(long key) => key >> KeyBits;

    public void Add(RecentMessage message)
    {
        if (_used == _slots.Length)
        {
            var slots = new RecentMessage?[_used * 2];
            _slots.CopyTo(slots, 0);
            Volatile.Write(ref _slots, slots);
        }

        message.Slot = _used;
        Volatile.Write(ref _slots[_used++], message);
        _messages++;
    }

    public void Remove(RecentMessage message)
    {
        _slots[message.Slot] = null;
        _messages--;
    }

    /// <summary>Messages as readers see them, in no order.</summary>
    public IEnumerable<(RecentMessage Message, RecentState State)> Published()
    {
        var slots = Volatile.Read(ref _slots);
        foreach (var message in slots)
        {
            if (message?.Published is { } state)
            {
                yield return (message, state);
            }
        }
    }
}
