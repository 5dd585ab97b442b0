using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Answers;

/// <summary>
/// First answers to requests. Those of a commit are one row, and rows are in the order of time: writing adds at the end, and pruning takes from the front. A key is found
/// through a <see cref="RunIndex"/>. The writer changes it; readers look at any time.
/// </summary>
internal sealed class AnswerTable
{
    /// <summary>Octets of one row, unless one answer alone has more: a look-up reads all of them.</summary>
    private const int MaxRowBytes = 32 << 10;

    private readonly Connection _writer;
    private readonly RunIndex _index;
    private readonly EarlierAnswers _earlier;
    private readonly BlobWriter _blob = new();
    private readonly HashSet<UInt128> _staged = [];
    private long _at;
    private long _number;
    private long _durableNumber;
    private long? _floor;

    public AnswerTable(Connection writer, RunTable runs, IndexLimits limits)
    {
        _writer = writer;
        _index = new RunIndex(runs, IndexKind.Answers, limits) { Floor = writer.Scalar("SELECT min(number) FROM answers") };
        _earlier = new EarlierAnswers(writer);
        _index.Restore(ReadNext);

        // Numbers are never given twice, even when all rows are gone: the index may still know them.
        _durableNumber = _number = Math.Max(writer.Scalar("SELECT max(number) FROM answers"), _index.Covered) + 1;
    }

    public bool HasWork => _index.HasWork;

    /// <summary>Answers of the earlier layout.</summary>
    public EarlierAnswers Earlier => _earlier;

    /// <summary>Whether there may be an answer to a key, from memory alone.</summary>
    public bool MayHold(ReadOnlyMemory<byte> key) => _earlier.Any || _index.MayHold(AnswerCodec.HashOf(AnswerCodec.IdentityOf(key)));

    /// <summary>The answer to a key by what is durable; null when there is none.</summary>
    public IdempotencyRecord? Find(Connection connection, ReadOnlyMemory<byte> key)
    {
        var found = new List<IndexEntry>();
        _index.Find(connection, AnswerCodec.HashOf(AnswerCodec.IdentityOf(key)), found);
        found.Sort();
        for (var i = found.Count - 1; i >= 0; i--)
        {
            using var row = connection.Prepare("SELECT answers FROM answers WHERE number = ?1").Bind(1, found[i].Reference);
            if (row.Step() && AnswerCodec.Find(row.GetBytes(0), key) is { } answer)
            {
                return answer;
            }
        }

        return _earlier.Find(connection, key);
    }

    /// <summary>Whether there is an answer to a key, the commit under way included. Writer only.</summary>
    public bool Contains(IdempotencyRecord record) =>
        _staged.Contains(AnswerCodec.IdentityOf(record.Key)) || (MayHold(record.Key) && Find(_writer, record.Key) is not null);

    /// <summary>Adds an answer to the commit under way. Writer only.</summary>
    public void Add(IdempotencyRecord record)
    {
        if (_blob.Length > 0 && _blob.Length + record.Answer.Length > MaxRowBytes)
        {
            Flush();
        }

        var identity = AnswerCodec.IdentityOf(record.Key);
        _staged.Add(identity);
        AnswerCodec.Write(_blob, record);
        _at = Math.Max(_at, record.At);
        _index.Stage(new IndexEntry(AnswerCodec.HashOf(identity), _number), _number);
    }

    /// <summary>Writes the row of the commit under way.</summary>
    public void Flush()
    {
        if (_blob.Length == 0)
        {
            return;
        }

        _writer.Prepare("INSERT INTO answers (number, at, answers) VALUES (?1, ?2, ?3)").Bind(1, _number).Bind(2, _at).Bind(3, _blob.Written).Run();
        _number++;
        _blob.Clear();
        _at = 0;
    }

    /// <summary>Removes rows up to one, within a transaction.</summary>
    public void Forget(long last)
    {
        _writer.Prepare("DELETE FROM answers WHERE number <= ?1").Bind(1, last).Run();
        _floor = last + 1;
    }

    /// <summary>Keeps the index, within a transaction: how much was done.</summary>
    public int Work(bool isIdle) => _index.Work(isIdle);

    public void Committed()
    {
        _durableNumber = _number;
        _staged.Clear();
        _index.Committed();
        _index.Floor = _floor ?? _index.Floor;
        _floor = null;
    }

    public void RolledBack()
    {
        _number = _durableNumber;
        _staged.Clear();
        _blob.Clear();
        (_at, _floor) = (0, null);
        _index.RolledBack();
    }

    private long? ReadNext(long after, List<IndexEntry> entries)
    {
        using var row = _writer.Prepare("SELECT number, answers FROM answers WHERE number > ?1 ORDER BY number LIMIT 1").Bind(1, after);
        if (!row.Step())
        {
            return null;
        }

        AnswerCodec.ReadEntries(row.GetBytes(1), row.GetInt64(0), entries);
        return row.GetInt64(0);
    }
}
