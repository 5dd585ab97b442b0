using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>Parts of inbound messages that wait for the others.</summary>
internal static class InboundPartTable
{
    private const string Columns = "key, tail, carrier, received_at, reference, total, number, sender, destination, mode, data_coding, locking_shift, single_shift, body";

    private const string Insert = $"INSERT INTO inbound_parts ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

    private const string All = $"SELECT {Columns} FROM inbound_parts ORDER BY key";

    private const string OfCarrier = $"SELECT {Columns} FROM inbound_parts WHERE carrier = ?1 ORDER BY key";

    public static void Write(WriteSession session, InboundPart part) =>
        session.Connection.Prepare(Insert)
            .Bind(1, part.Id.Key)
            .Bind(2, (long)part.Id.Value.Low)
            .Bind(3, session.Names.Intern(session.Connection, part.Carrier))
            .Bind(4, part.ReceivedAt)
            .Bind(5, part.Reference)
            .Bind(6, part.Total)
            .Bind(7, part.Number)
            .Bind(8, part.From)
            .Bind(9, part.To)
            .Bind(10, (long)part.Mode)
            .Bind(11, (long)part.DataCoding)
            .Bind(12, (long)part.LockingShift)
            .Bind(13, (long)part.SingleShift)
            .Bind(14, part.Body)
            .Run();

    public static void Remove(WriteSession session, MessageId part) =>
        session.Connection.Prepare("DELETE FROM inbound_parts WHERE key = ?1").Bind(1, part.Key).Run();

    public static List<InboundPart> Read(Connection connection, NameTable names, string carrier)
    {
        var parts = new List<InboundPart>();
        if (names.Find(carrier) is not { } number)
        {
            return parts;
        }

        using var rows = connection.Prepare(OfCarrier).Bind(1, number);
        while (rows.Step())
        {
            parts.Add(Read(rows, names));
        }

        return parts;
    }

    public static List<InboundPart> ReadAll(Connection connection, NameTable names)
    {
        var parts = new List<InboundPart>();
        using var rows = connection.Prepare(All);
        while (rows.Step())
        {
            parts.Add(Read(rows, names));
        }

        return parts;
    }

    private static InboundPart Read(Statement row, NameTable names) => new()
    {
        Id = MessageRow.ReadId(row),
        Carrier = names.NameOf(row.GetInt32(2)),
        ReceivedAt = row.GetInt64(3),
        Reference = row.GetInt32(4),
        Total = row.GetInt32(5),
        Number = row.GetInt32(6),
        From = row.GetText(7),
        To = row.GetText(8),
        Mode = (byte)row.GetInt32(9),
        DataCoding = (byte)row.GetInt32(10),
        LockingShift = (byte)row.GetInt32(11),
        SingleShift = (byte)row.GetInt32(12),
        Body = row.GetBytes(13).ToArray(),
    };
}
