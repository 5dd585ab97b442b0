using OrleansSms.Storage.Sqlite.Counted;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Puts messages into their rows and takes them up again. Writer only.</summary>
internal sealed class MessageTable(Connection connection, NameTable names, CountedTable counted)
{
    private const string Columns = """
        messages (key, tail, position, account, status, category, bind, intent, recipient, counted, due_at, record)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """;

    private const string Insert = "INSERT INTO " + Columns;

    // The one change of what else never changes: the recipient is taken out.
    private const string Replace = "INSERT OR REPLACE INTO " + Columns;

    // What never changes is not named, so that its index is left alone.
    private const string Update = "UPDATE messages SET position = ?3, status = ?5, bind = ?7, intent = ?8, due_at = ?11, record = ?12 WHERE key = ?1";

    private const string Select = $"SELECT {MessageRow.Columns} FROM messages WHERE key = ?1";

    private readonly BlobWriter _blob = new();

    /// <summary>Greatest key that has a row.</summary>
    public long Greatest { get; private set; } = connection.Scalar("SELECT max(key) FROM messages");

    /// <summary>Puts a message into its row, as it stands after the journal's row at <paramref name="position"/>.</summary>
    public void Write(RecentMessage message, long position)
    {
        var (accepted, state) = (message.Erased ?? message.Message, message.State);
        _blob.Clear();
        RowCodec.Write(_blob, message);
        var row = connection.Prepare(message.Erased is not null ? Replace : message.HasRow ? Update : Insert)
            .Bind(1, message.Key)
            .Bind(2, (long)accepted.Id.Value.Low)
            .Bind(3, position)
            .Bind(4, message.Account)
            .Bind(5, (long)state.Status)
            .Bind(6, (long)accepted.Category)
            .Bind(7, state.Bind)
            .Bind(9, accepted.To.Digits)
            .Bind(10, accepted.CountsTowardsCap)
            .Bind(11, state.DueAt)
            .Bind(12, _blob.Written);
        if (state.IntentBind != 0)
        {
            row.Bind(8, state.IntentBind);
        }

        row.Run();
        if (accepted.CountsTowardsCap && !message.HasRow)
        {
            counted.Add(accepted.To, message.Account, message.Key);
        }

        Greatest = Math.Max(Greatest, message.Key);
    }

    /// <summary>Takes a message up from its row; null when it has none.</summary>
    public RecentMessage? Load(long key)
    {
        if (key > Greatest)
        {
            return null;
        }

        using var row = connection.Prepare(Select).Bind(1, key);
        if (!row.Step())
        {
            return null;
        }

        var (message, state) = MessageRow.Read(row, names, withHistory: true);
        return new RecentMessage(message, names.Find(message.Account)!.Value, state) { HasRow = true };
    }

    /// <summary>Takes text and number out of a message that memory does not hold; false where that is not to be done, or has been.</summary>
    public bool Erase(MessageId id, long position)
    {
        if (Load(id.Key) is not { } message || message.Message.Id != id || !MessageErasure.Begin(message, names))
        {
            return false;
        }

        Write(message, position);
        return true;
    }

    public bool Contains(long key) => PositionOf(key) is not null;

    /// <summary>Position of the last journal row that a message's row holds; null when it has no row.</summary>
    public long? PositionOf(long key)
    {
        if (key > Greatest)
        {
            return null;
        }

        using var row = connection.Prepare("SELECT position FROM messages WHERE key = ?1").Bind(1, key);
        return row.Step() ? row.GetInt64(0) : null;
    }
}
