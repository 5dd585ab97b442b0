namespace OrleansSms.Storage.Sqlite.Sealing;

/// <summary>
/// How many messages are put into their rows in one commit, pure: none while memory has room and the writer has work, a bounded slice when there is
/// more to do, and as many as come in when memory is full.
/// </summary>
/// <param name="MaxMessages">Messages in memory.</param>
/// <param name="MaxJournalBytes">Octets of the journal: what a start has to read.</param>
/// <param name="MaxAge">How long a message that has not ended stays in memory.</param>
internal sealed record SealingRules(int MaxMessages, long MaxJournalBytes, TimeSpan MaxAge)
{
    /// <summary>Fewer are left for later while the writer has other work: rows share pages, and a page costs more than a row.</summary>
    public const int MinSlice = 256;

    /// <summary>About a millisecond: what others in the commit wait.</summary>
    public const int MaxSlice = 500;

    /// <summary>Messages that have ended and are put into rows in the order of their keys: enough that a page is full of them, and sorted in half a millisecond.</summary>
    public const int RunMessages = 8_192;

    /// <summary>A run is at most this part of what memory holds.</summary>
    private const int RunShare = 8;

    /// <summary>Whether those that have ended are to be put in order now, so that they can go into rows.</summary>
    /// <param name="left">How many are left of the last run.</param>
    /// <param name="gathering">How many have ended since it began.</param>
    /// <param name="isIdle">Whether nobody waits for the commit.</param>
    public bool BeginsRun(int left, int gathering, bool isIdle) =>
        left == 0 && gathering > 0 && (isIdle || gathering >= Math.Min(RunMessages, Math.Max(MinSlice, MaxMessages / RunShare)));

    /// <summary>Whether memory or journal are over their bounds.</summary>
    public bool IsPressed(int messages, long journalBytes) => messages > MaxMessages || journalBytes > MaxJournalBytes;

    /// <summary>Decides for one commit.</summary>
    public Slice Decide(in Load load)
    {
        var room = Math.Max(MaxSlice, load.Rows);
        var finished = Math.Min(load.Finished, room);
        if (IsPressed(load.Messages - finished, load.JournalBytes))
        {
            return new Slice(finished, Math.Max(room - finished, MinSlice));
        }

        return new Slice(finished, load.OldestAge > MaxAge ? MaxSlice : 0);
    }

    /// <summary>What the decision rests on.</summary>
    /// <param name="Finished">Messages that have ended and are in order for their rows.</param>
    /// <param name="Messages">Messages in memory whose row is missing or behind.</param>
    /// <param name="JournalBytes">Octets of the journal.</param>
    /// <param name="OldestAge">How long the oldest of them has been there.</param>
    /// <param name="Rows">Rows that the commit has anyway.</param>
    /// <param name="IsIdle">Whether nobody waits for the commit.</param>
    internal readonly record struct Load(int Finished, int Messages, long JournalBytes, TimeSpan OldestAge, int Rows, bool IsIdle);

    /// <summary>What a commit puts into rows.</summary>
    /// <param name="Finished">Messages that have ended.</param>
    /// <param name="Oldest">Besides, so many of the oldest, wherever they stand.</param>
    internal readonly record struct Slice(int Finished, int Oldest);
}
