using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;
using OrleansSms.Storage.Sqlite.Messages;

namespace OrleansSms.Storage.Sqlite.Persons;

/// <summary>
/// Finds the rows of one table that belong to an account and a person, through a <see cref="RunIndex"/> that follows the table: rows are read once more, in the order of their keys, when nobody
/// waits for the writer, up to where no key is to come any more. What it has not reached yet is walked through. So nothing is added to what a message costs, and nothing has to be kept for a
/// start but how far the runs go. The writer changes it; readers look at any time.
/// </summary>
/// <param name="writer">The writer's connection.</param>
/// <param name="runs">Where runs are kept.</param>
/// <param name="kind">Which index it is.</param>
/// <param name="select">Key, account and number of rows between two keys, in their order.</param>
/// <param name="limits">Its bounds.</param>
internal sealed class PersonIndex(Connection writer, RunTable runs, IndexKind kind, string select, IndexLimits limits)
{
    /// <summary>Messages' rows.</summary>
    public const string OfMessages = "SELECT key, account, recipient FROM messages WHERE key > ?1 AND key < ?2 ORDER BY key LIMIT ?3";

    /// <summary>Rows of messages from handsets.</summary>
    public const string OfInbound = "SELECT key, account, sender FROM inbound WHERE key > ?1 AND key < ?2 ORDER BY key LIMIT ?3";

    /// <summary>Rows of one commit when nobody waits: about two milliseconds.</summary>
    private const int MostRows = 2_000;

    /// <summary>Rows of one commit when others wait, once the index is far behind.</summary>
    private const int FewRows = 200;

    /// <summary>So far behind is far: what a look has to walk through then takes a second.</summary>
    private static readonly long FarBehind = KeyTime.FirstKey((long)TimeSpan.FromMinutes(10).TotalMilliseconds);

    private readonly RunIndex _index = new(runs, kind, limits);
    private long _reached = -1;
    private long _reaching = -1;

    /// <summary>Rows up to this key stand in the index.</summary>
    public long Reached => Volatile.Read(ref _reached) is var reached and >= 0 ? reached : _index.Covered;

    /// <summary>Whether there are rows up to <paramref name="closed"/> to take up, or runs to join.</summary>
    /// <param name="greatest">Greatest key that has a row.</param>
    /// <param name="closed">No row before this key is to come any more.</param>
    public bool HasWork(long greatest, long closed) => Reached < Math.Min(greatest, closed - 1) || _index.HasWork;

    /// <summary>The keys of a person's rows up to <see cref="Reached"/>, newest first; some may lead to rows of others, or nowhere.</summary>
    public SortedSet<long> Find(Connection connection, Msisdn number, int account)
    {
        var hash = HashOf(number.Digits, account);
        var found = new List<IndexEntry>();
        if (_index.MayHold(hash))
        {
            _index.Find(connection, hash, found);
        }

        return new SortedSet<long>(found.Select(static entry => entry.Reference), Comparer<long>.Create(static (left, right) => right.CompareTo(left)));
    }

    /// <summary>Within a transaction: takes rows up and keeps the runs, a slice of it; how much was done.</summary>
    public int Work(long closed, bool isIdle)
    {
        var done = isIdle || closed - Reached > FarBehind ? TakeUp(closed, isIdle ? MostRows : FewRows) : 0;
        return done + _index.Work(isIdle);
    }

    public void Committed()
    {
        _index.Committed();
        if (_reaching >= 0)
        {
            Volatile.Write(ref _reached, _reaching);
            _reaching = -1;
        }
    }

    public void RolledBack()
    {
        _index.RolledBack();
        _reaching = -1;
    }

    /// <summary>
    /// An account and a number in the 64 bits of an entry, of which 32 tell them apart: a hash that is left of somebody who was erased stands for thousands of numbers, and
    /// whoever looks compares with the row anyway.
    /// </summary>
    internal static ulong HashOf(long number, int account)
    {
        var bits = Mix(((ulong)number * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)account * 0xC2B2AE3D27D4EB4F));
        return Math.Max(Mix((bits >> 32) + 0x9E3779B97F4A7C15), 1);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    private int TakeUp(long closed, int most)
    {
        var (from, count) = (Reached, 0);
        var last = from;
        using (var rows = writer.Prepare(select).Bind(1, from).Bind(2, closed).Bind(3, most))
        {
            while (rows.Step())
            {
                count++;
                last = rows.GetInt64(0);
                if (NumberOf(rows) is > 0 and var number)
                {
                    _index.Stage(new IndexEntry(HashOf(number, rows.GetInt32(1)), last), last);
                }
            }
        }

        // Fewer than asked for: nothing is left, and nothing is to come before the bound.
        _reaching = count < most ? Math.Max(from, closed - 1) : last;
        return count;
    }

    /// <summary>The digits of a number; 0 where there is none. Handsets are kept as text, with a plus sign where it is a number.</summary>
    private static long NumberOf(Statement row)
    {
        var text = row.GetBytes(2);
        return System.Buffers.Text.Utf8Parser.TryParse(text is [(byte)'+', ..] ? text[1..] : text, out long digits, out var used) && used > 0 ? digits : 0;
    }
}
