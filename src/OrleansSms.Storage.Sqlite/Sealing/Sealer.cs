using System.Runtime.InteropServices;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Journal;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Sealing;

/// <summary>
/// Puts messages from memory into their rows: those that have ended, once, and others when they are old or there are too many; and removes from the
/// journal what no message in memory needs. Writer only.
/// </summary>
internal sealed class Sealer(
    Connection connection, RecentMessages recent, MessageTable table, JournalTable journal, SealingRules rules, TimeProvider time)
{
    /// <summary>Messages whose row is missing or behind, in the order in which they became so.</summary>
    private readonly LinkedList<RecentMessage> _unsealed = [];
    private readonly FinishedMessages _finished = new();
    private readonly List<RecentMessage> _sealing = [];
    private int _written;

    /// <summary>How long an id waits for its commit at most: that of a keyword's answer is drawn five minutes before.</summary>
    private static readonly TimeSpan CommittedWithin = KeywordAnswer.MaxDelay + TimeSpan.FromMinutes(1);

    private readonly long _startedAt = journal.Position;

    // Messages that leave memory when the period turns, and those that leave at the turn after that.
    private List<(RecentMessage Message, int Rests)> _leaving = [];
    private List<(RecentMessage Message, int Rests)> _leavingNext = [];

    /// <summary>Messages in memory whose row is missing or behind.</summary>
    public int Unsealed => _unsealed.Count;

    /// <summary>Whether memory or journal are over their bounds.</summary>
    public bool IsPressed => rules.IsPressed(Unsealed, journal.Bytes);

    /// <summary>Whether a message has been in memory for too long.</summary>
    public bool IsOverdue => OldestAge() > rules.MaxAge;

    /// <summary>Whether a commit for this alone would be worth it when nobody waits.</summary>
    public bool HasWork => _finished.Count > 0 || _leaving.Count > 0 || _leavingNext.Count > 0 || IsOverdue || IsPressed;

    /// <summary>
    /// No row with a key before this one is to come any more: a message is committed within some minutes of when its key was made, and in its row within the age that rules allow, but what a start has
    /// found in the journal, which may be of any age.
    /// </summary>
    public long Closed => Unsealed > 0 && journal.Oldest <= _startedAt
        ? 0
        : KeyTime.FirstKey((time.GetUtcNow() - OldestAge() - CommittedWithin).ToUnixTimeMilliseconds());

    /// <summary>A durable change is not in the message's row.</summary>
    public void Enter(RecentMessage message, long position)
    {
        if (message.Place.List is null)
        {
            message.Position = position;
            message.EnteredAt = time.GetTimestamp();
            _unsealed.AddLast(message.Place);
        }
    }

    /// <summary>A message has ended.</summary>
    public void Finish(RecentMessage message)
    {
        if (!message.IsFinishing)
        {
            message.IsFinishing = true;
            _finished.Add(message);
        }
    }

    /// <summary>Within the transaction of a commit: puts into rows what the rules say.</summary>
    /// <param name="rows">Rows that the commit has anyway.</param>
    /// <param name="isIdle">Whether nobody waits for it.</param>
    /// <returns>How much there was to do.</returns>
    public int Seal(int rows, bool isIdle)
    {
        if (rules.BeginsRun(_finished.Left, _finished.Gathering, isIdle))
        {
            _finished.BeginRun();
        }

        var slice = rules.Decide(new SealingRules.Load(_finished.Left, Unsealed, journal.Bytes, OldestAge(), rows, isIdle));
        TakeFinished(slice.Finished);
        TakeOldest(slice.Oldest);
        Write(journal.Reached);
        return _sealing.Count + journal.RemoveBefore(_unsealed.First?.Value.Position ?? long.MaxValue, isIdle);
    }

    /// <summary>Within a transaction: puts the oldest into rows, wherever they stand.</summary>
    public int SealOldest(int count)
    {
        TakeOldest(count);
        Write(journal.Reached);
        return _sealing.Count + journal.RemoveBefore(_unsealed.First?.Value.Position ?? long.MaxValue, all: true);
    }

    /// <summary>Within a transaction: takes text and number out of a message in memory, whose row then holds what is left. False while the commit under way changes it.</summary>
    public bool Erase(RecentMessage message, NameTable names)
    {
        if (message.IsStaged || message.IsSealing || !MessageErasure.Begin(message, names))
        {
            return false;
        }

        Take(message);

        // What the same commit may yet say of it is behind this row.
        Write(journal.Position);
        return true;
    }

    public void Committed()
    {
        foreach (var message in _sealing)
        {
            if (message.Erased is not null)
            {
                recent.Erase(message);
            }

            if (message.IsOvertaken)
            {
                message.Overtaken();
                continue;
            }

            if (message.Place.List is not null)
            {
                _unsealed.Remove(message.Place);
            }

            message.Sealed();
            message.Receipts?.ForEach(recent.Receipts.Forget);
            message.Receipts = null;
            _leavingNext.Add((message, message.Rests));
        }

        ClearSealing();
        Leave();
    }

    public void RolledBack()
    {
        foreach (var message in _sealing)
        {
            message.IsSealing = false;
            message.IsOvertaken = false;
            if (message.Erased is not null)
            {
                message.Erased = null;
                message.State = message.Published ?? message.State;
            }

            if (message.IsFinishing)
            {
                _finished.Add(message);
            }
        }

        ClearSealing();
    }

    private void ClearSealing()
    {
        _sealing.Clear();
        _written = 0;
    }

    private TimeSpan OldestAge() => _unsealed.First is { } oldest ? time.GetElapsedTime(oldest.Value.EnteredAt) : TimeSpan.Zero;

    private void TakeFinished(int count)
    {
        while (count > 0 && _finished.Left > 0)
        {
            var message = _finished.Take();
            if (message.IsStaged)
            {
                _finished.Add(message);
            }
            else if (message.IsFinishing && !message.IsSealing)
            {
                Take(message);
                count--;
            }
        }
    }

    private void TakeOldest(int count)
    {
        for (var place = _unsealed.First; count > 0 && place is not null; place = place.Next)
        {
            // What the commit under way changes is put into its row by a later one: its receipts are not settled yet.
            if (!place.Value.IsStaged && !place.Value.IsSealing)
            {
                Take(place.Value);
                count--;
            }
        }
    }

    private void Take(RecentMessage message)
    {
        message.IsSealing = true;
        _sealing.Add(message);
    }

    /// <summary>In the order of keys, so that neighbours share pages.</summary>
    private void Write(long position)
    {
        var taken = CollectionsMarshal.AsSpan(_sealing)[_written..];
        taken.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        _written = _sealing.Count;
        foreach (var message in taken)
        {
            table.Write(message, position);
            message.Receipts?.ForEach(WriteReceipt);
        }
    }

    private void WriteReceipt(RecentReceipt receipt)
    {
        if (recent.Receipts.IsCurrent(receipt))
        {
            recent.Receipts.HasRows |= receipt.IsOpen;
            ReceiptTable.Write(connection, receipt);
        }
    }

    private void Leave()
    {
        if ((_leaving.Count == 0 && _leavingNext.Count == 0) || !recent.TryTurn())
        {
            return;
        }

        for (var i = 0; i < _leaving.Count; i++)
        {
            if (i + RecentCounted.Ahead < _leaving.Count)
            {
                recent.Counted.Fetch(_leaving[i + RecentCounted.Ahead].Message);
            }

            // One that has changed again stays.
            var (message, rests) = _leaving[i];
            if (message.Rests == rests && message.Place.List is null && !message.IsStaged)
            {
                recent.Remove(message);
            }
        }

        _leaving.Clear();
        (_leaving, _leavingNext) = (_leavingNext, _leaving);
    }
}
