using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Batch requests. A batch knows its first and last message, so its messages are found without an index.</summary>
internal static class BatchTable
{
    private const string Insert = """
        INSERT INTO batches (key, tail, account, accepted, rejected, created_at, first_key, first_tail, last_key, last_tail)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """;

    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns = "tail, account, accepted, rejected, created_at, first_key, first_tail, last_key, last_tail";

    /// <summary>Where the key stands if it follows those.</summary>
    public const int KeyColumn = 9;

    private const string Select = $"SELECT {Columns} FROM batches WHERE key = ?1";

    private const string Messages = $"SELECT {MessageRow.Columns} FROM messages WHERE key BETWEEN ?1 AND ?2";

    private static readonly int StatusCount = Enum.GetValues<MessageStatus>().Length;

    public static void Write(WriteSession session, BatchRecord batch) =>
        session.Connection.Prepare(Insert)
            .Bind(1, (long)batch.Id.Value.High)
            .Bind(2, (long)batch.Id.Value.Low)
            .Bind(3, session.Names.Intern(session.Connection, batch.Account))
            .Bind(4, batch.Accepted)
            .Bind(5, batch.Rejected)
            .Bind(6, batch.CreatedAt)
            .Bind(7, batch.First.Key)
            .Bind(8, (long)batch.First.Value.Low)
            .Bind(9, batch.Last.Key)
            .Bind(10, (long)batch.Last.Value.Low)
            .Run();

    public static BatchRecord? Find(Connection connection, NameTable names, BatchId id)
    {
        using var row = connection.Prepare(Select).Bind(1, (long)id.Value.High);
        if (!row.Step() || (ulong)row.GetInt64(0) != id.Value.Low)
        {
            return null;
        }

        return Read(row, names, id.Value.High);
    }

    public static BatchRecord Read(Statement row, NameTable names, ulong key) => new()
    {
        Id = new BatchId(new SortableId(key, (ulong)row.GetInt64(0))),
        Account = names.NameOf(row.GetInt32(1)),
        Accepted = row.GetInt32(2),
        Rejected = row.GetInt32(3),
        CreatedAt = row.GetInt64(4),
        First = new MessageId(new SortableId((ulong)row.GetInt64(5), (ulong)row.GetInt64(6))),
        Last = new MessageId(new SortableId((ulong)row.GetInt64(7), (ulong)row.GetInt64(8))),
    };

    public static BatchProgress? ReadProgress(Connection connection, RecentMessages recent, NameTable names, BatchId id)
    {
        if (Find(connection, names, id) is not { } batch)
        {
            return null;
        }

        var counts = new int[StatusCount];
        using var visit = recent.Visit();
        var scan = new MessageScan(recent, names);
        foreach (var found in scan.Memory(batch.First.Key, batch.Last.Key, (message, _) => message.Batch == id))
        {
            counts[(int)found.State.Shown]++;
        }

        using var rows = connection.Prepare(Messages).Bind(1, batch.First.Key).Bind(2, batch.Last.Key);
        while (rows.Step())
        {
            if (scan.Row(rows) is { } row && row.Message.Batch == id)
            {
                counts[(int)row.State.Shown]++;
            }
        }

        return new BatchProgress(batch, counts);
    }
}
