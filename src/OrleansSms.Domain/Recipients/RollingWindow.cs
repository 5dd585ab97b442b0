namespace OrleansSms.Domain.Recipients;

/// <summary>The messages of one account to one recipient that count towards its cap, oldest first. Bounded by the cap itself.</summary>
public sealed class RollingWindow
{
    private readonly List<(MessageId Message, long At)> _counted = [];

    /// <summary>Number of messages still counted.</summary>
    public int Count => _counted.Count;

    /// <summary>Whether a message has its place already.</summary>
    public bool Contains(MessageId message) => _counted.Exists(entry => entry.Message == message);

    /// <summary>Counts a message of the time <paramref name="at"/> (Unix microseconds).</summary>
    public void Add(MessageId message, long at)
    {
        var index = _counted.Count;
        while (index > 0 && _counted[index - 1].At > at)
        {
            index--;
        }

        _counted.Insert(index, (message, at));
    }

    /// <summary>Counts a message no longer: it was never sent.</summary>
    public void Remove(MessageId message) => _counted.RemoveAll(entry => entry.Message == message);

    /// <summary>Forgets what is <paramref name="seconds"/> old or older at <paramref name="now"/> (Unix microseconds).</summary>
    public void Slide(long now, long seconds)
    {
        var horizon = now - (seconds * UnixMicros.PerSecond);
        var gone = 0;
        while (gone < _counted.Count && _counted[gone].At <= horizon)
        {
            gone++;
        }

        _counted.RemoveRange(0, gone);
    }

    /// <summary>When the window, full with <paramref name="count"/>, has room again (Unix microseconds).</summary>
    public long RoomAt(int count, long seconds) => _counted[_counted.Count - count].At + (seconds * UnixMicros.PerSecond);
}
