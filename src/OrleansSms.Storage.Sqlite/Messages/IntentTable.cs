using System.Runtime.InteropServices;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Binds' epochs, and the messages that their owners were about to send.</summary>
internal static class IntentTable
{
    // A number that an earlier owner has used keeps that owner's messages, too: they are no less uncertain.
    private const string Insert = """
        INSERT INTO submit_intents (bind, number, keys) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET keys = CAST(keys || excluded.keys AS BLOB)
        """;

    private const string Queued = $"SELECT {MessageColumns.Accepted}, attempts, sent_mask FROM messages WHERE key = ?1 AND status = 3";

    public static bool HasEpoch(WriteSession session, SubmitIntent intent)
    {
        using var row = session.Connection.Prepare("SELECT epoch FROM binds WHERE bind = ?1").Bind(1, session.InternBind(intent.Bind));
        return row.Step() && row.GetInt64(0) == intent.Epoch;
    }

    public static void Write(WriteSession session, SubmitIntent intent) =>
        session.Connection.Prepare(Insert).Bind(1, session.InternBind(intent.Bind)).Bind(2, intent.Number).Bind(3, Keys(intent.Messages)).Run();

    public static void Write(WriteSession session, IntentRest rest)
    {
        var bind = session.InternBind(rest.Bind);
        if (rest.Remaining.Count == 0)
        {
            session.Connection.Prepare("DELETE FROM submit_intents WHERE bind = ?1 AND number = ?2").Bind(1, bind).Bind(2, rest.Number).Run();
            return;
        }

        session.Connection.Prepare("UPDATE submit_intents SET keys = ?3 WHERE bind = ?1 AND number = ?2")
            .Bind(1, bind).Bind(2, rest.Number).Bind(3, Keys(rest.Remaining)).Run();
    }

    /// <summary>Raises the bind's epoch and reads what its earlier owners left.</summary>
    public static BindClaim Claim(WriteSession session, BindKey bind)
    {
        var number = session.InternBind(bind);
        session.Connection.Prepare("INSERT INTO binds (bind, epoch) VALUES (?1, 1) ON CONFLICT DO UPDATE SET epoch = epoch + 1")
            .Bind(1, number).Run();
        var intents = new List<long>();
        var keys = new SortedSet<long>();
        using (var rows = session.Connection.Prepare("SELECT number, keys FROM submit_intents WHERE bind = ?1 ORDER BY number").Bind(1, number))
        {
            while (rows.Step())
            {
                intents.Add(rows.GetInt64(0));
                AddKeys(rows.GetBytes(1), keys);
            }
        }

        using var epoch = session.Connection.Prepare("SELECT epoch FROM binds WHERE bind = ?1").Bind(1, number);
        epoch.Step();
        return new BindClaim(epoch.GetInt64(0), ReadQueued(session, keys), intents);
    }

    /// <summary>Keys of every message that stands in an intent of any bind: as many as all windows hold.</summary>
    public static HashSet<long> ReadAllKeys(Connection connection)
    {
        var keys = new HashSet<long>();
        using var rows = connection.Prepare("SELECT keys FROM submit_intents");
        while (rows.Step())
        {
            AddKeys(rows.GetBytes(0), keys);
        }

        return keys;
    }

    private static List<QueuedMessage> ReadQueued(WriteSession session, SortedSet<long> keys)
    {
        var messages = new List<QueuedMessage>(keys.Count);
        foreach (var key in keys)
        {
            using var row = session.Connection.Prepare(Queued).Bind(1, key);
            if (row.Step())
            {
                messages.Add(QueueReader.Read(row, session.Names));
            }
        }

        return messages;
    }

    private static ReadOnlySpan<byte> Keys(IReadOnlyList<MessageId> messages)
    {
        var keys = new long[messages.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = messages[i].Key;
        }

        return MemoryMarshal.AsBytes(keys.AsSpan());
    }

    private static void AddKeys(ReadOnlySpan<byte> blob, ISet<long> keys)
    {
        foreach (var key in MemoryMarshal.Cast<byte, long>(blob))
        {
            keys.Add(key);
        }
    }
}
