using System.Runtime.InteropServices;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Counted;

/// <summary>
/// The messages in rows that count towards a cap, by recipient and account: found through a <see cref="RunIndex"/>. A commit's entries are a row of a table of their own
/// until a run covers them. The writer changes it; readers look at any time.
/// </summary>
internal sealed class CountedTable
{
    /// <summary>Rows of covered entries removed in one commit.</summary>
    private const int MaxRemovedRows = 256;

    private readonly Connection _writer;
    private readonly RunIndex _index;
    private readonly List<IndexEntry> _staged = [];
    private long _number;
    private long _oldest;
    private long _removed;

    public CountedTable(Connection writer, RunTable runs, IndexLimits limits)
    {
        _writer = writer;
        _index = new RunIndex(runs, IndexKind.Counted, limits);
        EarlierCounted.Move(writer, _index);
        _index.Restore(ReadNext);
        _oldest = writer.Scalar("SELECT min(number) FROM counted");
        _number = Math.Max(writer.Scalar("SELECT max(number) FROM counted"), _index.Covered) + 1;
        _oldest = _oldest == 0 ? _number : _oldest;
    }

    public bool HasWork => _index.HasWork;

    /// <summary>Keys below this one count no more.</summary>
    public long Floor
    {
        set => _index.Floor = value;
    }

    /// <summary>The keys of messages that may count for a recipient: what their rows say decides.</summary>
    public SortedSet<long> Find(Connection connection, Msisdn recipient, int account)
    {
        var hash = HashOf(recipient.Digits, account);
        if (!_index.MayHold(hash))
        {
            return [];
        }

        var found = new List<IndexEntry>();
        _index.Find(connection, hash, found);
        return [.. found.Select(static entry => entry.Reference)];
    }

    /// <summary>A message gets its row with the commit under way. Writer only.</summary>
    public void Add(Msisdn recipient, int account, long key)
    {
        var entry = new IndexEntry(HashOf(recipient.Digits, account), key);
        _staged.Add(entry);
        _index.Stage(entry, _number);
    }

    /// <summary>Writes the row of the commit under way, and removes some that are covered.</summary>
    public void Flush()
    {
        if (_staged.Count == 0)
        {
            return;
        }

        _writer.Prepare("INSERT INTO counted (number, entries) VALUES (?1, ?2)")
            .Bind(1, _number).Bind(2, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_staged))).Run();
        _removed = Math.Min(_index.Covered, _oldest + MaxRemovedRows - 1);
        if (_removed >= _oldest)
        {
            _writer.Prepare("DELETE FROM counted WHERE number <= ?1").Bind(1, _removed).Run();
        }
    }

    /// <summary>Keeps the index, within a transaction: how much was done.</summary>
    public int Work(bool isIdle) => _index.Work(isIdle);

    public void Committed()
    {
        if (_staged.Count > 0)
        {
            _number++;
            _oldest = Math.Max(_oldest, _removed + 1);
            _staged.Clear();
        }

        _index.Committed();
    }

    public void RolledBack()
    {
        _staged.Clear();
        _index.RolledBack();
    }

    /// <summary>Numbers are anything but even: all bits of both go into all bits of the hash.</summary>
    internal static ulong HashOf(long recipient, int account)
    {
        var bits = ((ulong)recipient * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)account * 0xC2B2AE3D27D4EB4F);
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return Math.Max(bits ^ (bits >> 31), 1);
    }

    private long? ReadNext(long after, List<IndexEntry> entries)
    {
        using var row = _writer.Prepare("SELECT number, entries FROM counted WHERE number > ?1 ORDER BY number LIMIT 1").Bind(1, after);
        if (!row.Step())
        {
            return null;
        }

        entries.AddRange(MemoryMarshal.Cast<byte, IndexEntry>(row.GetBytes(1)));
        return row.GetInt64(0);
    }
}
