using OrleansSms.Domain.Messages;

namespace OrleansSms.Domain.Compliance;

/// <summary>
/// A message that its recipient remembers: it stands in caps, and the same text is not to follow. Without references: there are millions, which live long, and what
/// the garbage collector need not look through costs it nothing.
/// </summary>
/// <param name="Message">The message.</param>
/// <param name="At">When it took its place, in Unix microseconds.</param>
/// <param name="Category">What it is for.</param>
/// <param name="From">Hash of its originator.</param>
/// <param name="Program">Hash of its program; 0 = it has none.</param>
/// <param name="TextHash">Hash of its text.</param>
public readonly record struct SendLogEntry(MessageId Message, long At, MessageCategory Category, long From, long Program, long TextHash)
{
    /// <summary>The entry of a message that took its place at <paramref name="at"/> (Unix microseconds).</summary>
    public static SendLogEntry Of(Message message, long at) =>
        new(message.Id, at, message.Category, Hash(message.From), Hash(message.Program), Compliance.TextHash.Of(message.Body));

    /// <summary>The entry of a message that takes its place now.</summary>
    public static SendLogEntry Of(in DecisionRequest request) =>
        new(request.Message, request.At, request.Category, Hash(request.From), Hash(request.Program), request.TextHash);

    private static long Hash(string? name) => name is null ? 0 : Compliance.TextHash.Of(name);
}

/// <summary>The messages of one account to one recipient that are remembered, oldest first: what several rolling windows are counted in.</summary>
/// <param name="seconds">How far it goes back.</param>
public sealed class SendLog(long seconds)
{
    /// <summary>Entries kept: as many as the largest cap needs. When it is full, nothing goes until the oldest has left.</summary>
    public const int MaxEntries = FrequencyCap.MaxCount;

    /// <summary>Most recipients have one entry, and few have many.</summary>
    private readonly List<SendLogEntry> _entries = new(1);

    /// <summary>Greatest key that was remembered: what is newer need not be looked for.</summary>
    private long _newest;

    /// <summary>A bit of the hash of each text that was remembered: mostly they tell that there was no such text without a look at the entries, which are far away in memory.</summary>
    private ulong _texts;

    /// <summary>Time of the oldest entry, for the same reason.</summary>
    private long _oldestAt;

    /// <summary>Greatest time of an entry that has left.</summary>
    private long _leftAt = long.MinValue;

    /// <summary>How far it goes back, in seconds.</summary>
    public long Seconds => seconds;

    /// <summary>Entries that are still remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether no more can be remembered.</summary>
    public bool IsFull => _entries.Count >= MaxEntries;

    /// <summary>When the oldest entry leaves, in Unix microseconds. There must be one.</summary>
    public long OldestLeavesAt => _oldestAt + (seconds * UnixMicros.PerSecond);

    /// <summary>Whether a message has its place already.</summary>
    public bool Contains(MessageId message)
    {
        for (var i = _entries.Count - 1; i >= 0 && message.Key <= _newest; i--)
        {
            if (_entries[i].Message == message)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it has forgotten what counts at <paramref name="now"/> (Unix microseconds): a clock was far ahead, and was set back.</summary>
    public bool HasLost(long now) => _leftAt > now - (seconds * UnixMicros.PerSecond);

    /// <summary>Remembers what another log does, too: what it has of messages that are not durable yet.</summary>
    public void AddAll(SendLog other)
    {
        foreach (var entry in other._entries)
        {
            if (!Contains(entry.Message))
            {
                Add(entry);
            }
        }
    }

    /// <summary>Remembers a message.</summary>
    public void Add(in SendLogEntry entry)
    {
        var index = _entries.Count;
        while (index > 0 && _entries[index - 1].At > entry.At)
        {
            index--;
        }

        _entries.Insert(index, entry);
        _oldestAt = index == 0 ? entry.At : _oldestAt;
        _texts |= BitOf(entry.TextHash);
        _newest = Math.Max(_newest, entry.Message.Key);
    }

    /// <summary>Remembers a message no longer: it was never sent.</summary>
    public void Remove(MessageId message)
    {
        _entries.RemoveAll(entry => entry.Message == message);
        Shortened();
    }

    /// <summary>Forgets what is too old at <paramref name="now"/> (Unix microseconds).</summary>
    public void Slide(long now)
    {
        var horizon = now - (seconds * UnixMicros.PerSecond);
        if (_entries.Count == 0 || _oldestAt > horizon)
        {
            return;
        }

        var gone = 1;
        while (gone < _entries.Count && _entries[gone].At <= horizon)
        {
            gone++;
        }

        _leftAt = Math.Max(_leftAt, _entries[gone - 1].At);
        _entries.RemoveRange(0, gone);
        Shortened();
    }

    /// <summary>When a cap has room for a message, in Unix microseconds; 0 = now. The message's own place does not stand in its way.</summary>
    public long RoomAt(FrequencyCap cap, in DecisionRequest request)
    {
        if (_entries.Count < cap.Count)
        {
            return 0;
        }

        var horizon = request.At - (cap.Seconds * UnixMicros.PerSecond);
        var (left, asked) = (cap.Count, SendLogEntry.Of(request));
        for (var i = _entries.Count - 1; i >= 0 && _entries[i].At > horizon; i--)
        {
            if (IsCounted(_entries[i], cap, asked) && --left == 0)
            {
                // With this one the window is full; it has room when this one has left it.
                return _entries[i].At + (cap.Seconds * UnixMicros.PerSecond);
            }
        }

        return 0;
    }

    /// <summary>The message with the same text that took its place within <paramref name="window"/> seconds; null when there is none.</summary>
    public MessageId? FindDuplicate(in DecisionRequest request, long window)
    {
        if ((_texts & BitOf(request.TextHash)) == 0)
        {
            return null;
        }

        var horizon = request.At - (window * UnixMicros.PerSecond);
        for (var i = _entries.Count - 1; i >= 0 && _entries[i].At > horizon; i--)
        {
            if (_entries[i].TextHash == request.TextHash && _entries[i].Message != request.Message)
            {
                return _entries[i].Message;
            }
        }

        return null;
    }

    private void Shortened()
    {
        if (_entries.Count > 0)
        {
            _oldestAt = _entries[0].At;
        }
        else
        {
            _texts = 0;
        }
    }

    private static ulong BitOf(long textHash) => 1UL << (int)((ulong)textHash >> 58);

    private static bool IsCounted(in SendLogEntry entry, FrequencyCap cap, in SendLogEntry asked) =>
        cap.Counts(entry.Category) && entry.Message != asked.Message && cap.Scope switch
        {
            CapScope.Sender => entry.From == asked.From,
            CapScope.Program => entry.Program == asked.Program,
            CapScope.Category => entry.Category == asked.Category,
            _ => true,
        };
}
