using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Persons;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Messages from handsets.</summary>
internal static class InboundTable
{
    private const string Columns = "key, tail, account, carrier, received_at, segments, complete, sender, destination, encoding, keyword, body";

    private const string Insert = $"INSERT INTO inbound ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

    private const string ById = $"SELECT {Columns} FROM inbound WHERE key = ?1";

    private const string Everybody = $"SELECT {Columns} FROM inbound WHERE key < ?1 ORDER BY key DESC LIMIT ?2";

    private const string Behind = $"SELECT {Columns} FROM inbound WHERE key < ?1 AND key > ?2 AND account = ?3 AND sender = ?4 ORDER BY key DESC LIMIT ?5";

    private const string OfAccount = $"SELECT {Columns} FROM inbound WHERE key < ?1 AND account = ?3 ORDER BY key DESC LIMIT ?2";

    public static void Write(WriteSession session, InboundMessage message) =>
        session.Connection.Prepare(Insert)
            .Bind(1, message.Id.Key)
            .Bind(2, (long)message.Id.Value.Low)
            .Bind(3, session.Names.Intern(session.Connection, message.Account))
            .Bind(4, session.Names.Intern(session.Connection, message.Carrier))
            .Bind(5, message.ReceivedAt)
            .Bind(6, message.Segments)
            .Bind(7, message.Complete)
            .Bind(8, message.From)
            .Bind(9, message.To)
            .Bind(10, message.Encoding)
            .Bind(11, message.Keyword)
            .Bind(12, message.Body)
            .Run();

    /// <summary>Greatest key that has a row.</summary>
    public static long Greatest(Connection connection) => connection.Scalar("SELECT max(key) FROM inbound");

    /// <summary>Messages of one sender, newest first: those behind the index are walked through, the others found.</summary>
    public static Page<InboundMessage> ListOf(Connection connection, NameTable names, PersonIndex index, string account, Msisdn from, MessageId? before, int limit)
    {
        var items = new List<InboundMessage>();
        if (names.Find(account) is not { } number)
        {
            return new Page<InboundMessage>(items, null);
        }

        var (sender, end) = (from.ToString(), before?.Key ?? long.MaxValue);
        var reached = index.Reached;
        using (var rows = connection.Prepare(Behind).Bind(1, end).Bind(2, reached).Bind(3, number).Bind(4, sender).Bind(5, limit + 1L))
        {
            while (rows.Step())
            {
                items.Add(Read(rows, names));
            }
        }

        foreach (var key in index.Find(connection, from, number).Where(key => key < end && key <= reached).TakeWhile(_ => items.Count <= limit))
        {
            using var row = connection.Prepare(ById).Bind(1, key);
            if (row.Step() && Read(row, names) is var found && found.From == sender && found.Account == account)
            {
                items.Add(found);
            }
        }

        return items.Count <= limit ? new Page<InboundMessage>(items, null) : new Page<InboundMessage>(items[..limit], items[limit - 1].Id.ToString());
    }

    public static InboundMessage? Find(Connection connection, NameTable names, MessageId id)
    {
        using var row = connection.Prepare(ById).Bind(1, id.Key);
        return row.Step() && MessageRow.ReadId(row) == id ? Read(row, names) : null;
    }

    public static Page<InboundMessage> List(Connection connection, NameTable names, string? account, MessageId? before, int limit)
    {
        var items = new List<InboundMessage>();
        var number = account is null ? null : names.Find(account);
        if (account is not null && number is null)
        {
            return new Page<InboundMessage>(items, null);
        }

        // One row more than asked for tells whether there is a next page.
        using var rows = connection.Prepare(account is null ? Everybody : OfAccount).Bind(1, before?.Key ?? long.MaxValue).Bind(2, limit + 1L);
        if (number is { } only)
        {
            rows.Bind(3, only);
        }

        while (rows.Step())
        {
            if (items.Count == limit)
            {
                return new Page<InboundMessage>(items, items[^1].Id.ToString());
            }

            items.Add(Read(rows, names));
        }

        return new Page<InboundMessage>(items, null);
    }

    private static InboundMessage Read(Statement row, NameTable names) => new()
    {
        Id = MessageRow.ReadId(row),
        Account = names.NameOf(row.GetInt32(2)),
        Carrier = names.NameOf(row.GetInt32(3)),
        ReceivedAt = row.GetInt64(4),
        Segments = row.GetInt32(5),
        Complete = row.GetInt32(6) != 0,
        From = row.GetText(7),
        To = row.GetText(8),
        Encoding = row.GetText(9),
        Keyword = row.GetNullableText(10),
        Body = row.GetText(11),
    };
}
