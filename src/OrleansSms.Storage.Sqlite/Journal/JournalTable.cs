using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Journal;

/// <summary>
/// What has happened to messages and is not in their rows yet: one row for each commit. Positions only ever grow: the newest row is never removed.
/// Writer only.
/// </summary>
internal sealed class JournalTable
{
    /// <summary>Octets of rows removed in one commit: freeing a page costs about as much as writing one.</summary>
    private const long MaxRemovedBytes = 1 << 20;

    /// <summary>Fewer are left for later while the writer has other work: a statement costs more than a row.</summary>
    private const int MinRemovedRows = 32;

    private readonly Connection _connection;
    private readonly BlobWriter _pending = new();
    private readonly Queue<(long Position, int Bytes)> _rows = new();
    private int _removing;

    public JournalTable(Connection connection)
    {
        _connection = connection;
        using var rows = connection.Prepare("SELECT position, length(entries) FROM journal ORDER BY position");
        while (rows.Step())
        {
            Add(rows.GetInt64(0), rows.GetInt32(1));
        }
    }

    /// <summary>Position of the newest row.</summary>
    public long Position { get; private set; }

    /// <summary>Position of the oldest row.</summary>
    public long Oldest => _rows.TryPeek(out var oldest) ? oldest.Position : Next;

    /// <summary>Octets of all rows.</summary>
    public long Bytes { get; private set; }

    /// <summary>The position that the commit under way will have if it has anything for the journal.</summary>
    public long Next => Position + 1;

    /// <summary>Position of the newest row, the one of the commit under way included.</summary>
    public long Reached => _pending.Length > 0 ? Next : Position;

    /// <summary>Adds to the row of the commit under way.</summary>
    public void Append(ReadOnlySpan<byte> entries) => _pending.Bytes(entries);

    /// <summary>Sees to it that the commit under way has a row, though it may say nothing: then all before it can be removed.</summary>
    public void AppendNothing() => Append([(byte)JournalSection.Steps, 0]);

    /// <summary>Writes that row.</summary>
    public void Flush()
    {
        if (_pending.Length > 0)
        {
            _connection.Prepare("INSERT INTO journal (position, entries) VALUES (?1, ?2)").Bind(1, Next).Bind(2, _pending.Written).Run();
        }
    }

    /// <summary>Removes some of the rows before <paramref name="position"/>, once in a commit: nobody needs them any more.</summary>
    /// <param name="all">Whether it is worth it for few rows.</param>
    /// <returns>How many.</returns>
    public int RemoveBefore(long position, bool all)
    {
        if (_removing > 0 || _rows.Count == 0 || (!all && _rows.Peek().Position + MinRemovedRows > position))
        {
            return 0;
        }

        var (last, bytes) = (0L, 0L);
        foreach (var row in _rows)
        {
            if (row.Position >= position || row.Position == Position || bytes >= MaxRemovedBytes)
            {
                break;
            }

            last = row.Position;
            bytes += row.Bytes;
            _removing++;
        }

        if (_removing > 0)
        {
            _connection.Prepare("DELETE FROM journal WHERE position <= ?1").Bind(1, last).Run();
        }

        return _removing;
    }

    public void Committed()
    {
        for (; _removing > 0; _removing--)
        {
            Bytes -= _rows.Dequeue().Bytes;
        }

        if (_pending.Length > 0)
        {
            Add(Next, _pending.Length);
        }

        _pending.Clear();
    }

    public void RolledBack()
    {
        _removing = 0;
        _pending.Clear();
    }

    private void Add(long position, int bytes)
    {
        _rows.Enqueue((position, bytes));
        Position = position;
        Bytes += bytes;
    }
}
