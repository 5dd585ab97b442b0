using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Maintenance;

/// <summary>Removes what is past its time, a bounded number of rows a step, so that a step costs a commit no more than messages would.</summary>
internal sealed class Pruner
{
    /// <summary>Rows looked at or removed in one table in one step: as many as a commit of the bulk lane has.</summary>
    public const int RowsPerStep = 500;

    private const string Answers = """
        DELETE FROM idempotency WHERE number IN (SELECT number FROM idempotency WHERE at < ?1 ORDER BY number LIMIT ?2) AND at < ?1 RETURNING 1
        """;

    private const string OldestEvents = """
        DELETE FROM events WHERE account = ?1 AND position IN (SELECT position FROM events WHERE account = ?1 ORDER BY position LIMIT ?3) AND at < ?2
        RETURNING 1
        """;

    private const string NextReceipts = """
        SELECT carrier, smsc_id, segment, at FROM open_receipts WHERE (carrier, smsc_id, segment) > (?1, ?2, ?3)
        ORDER BY carrier, smsc_id, segment LIMIT ?4
        """;

    private (int Carrier, string SmscId, int Segment) _receipt = (0, "", 0);

    /// <summary>One step; true when there is more to do.</summary>
    public bool Step(WriteSession session, long now, Retention retention)
    {
        var connection = session.Connection;
        if (session.Sealer.IsOverdue)
        {
            // Receipts that never come are looked for in their table, which has those of messages in rows.
            session.Sealer.SealOldest(RowsPerStep);
            return true;
        }

        var more = DeleteAnswers(connection, now - UnixMicros.From(retention.Idempotency));
        more |= DeleteEvents(session, UnixMicros.ToTime(now - UnixMicros.From(retention.Events)).ToUnixTimeMilliseconds());
        return DeleteReceipts(connection, now - UnixMicros.From(retention.OpenReceipts)) || more;
    }

    private static bool DeleteAnswers(Connection connection, long before)
    {
        using var rows = connection.Prepare(Answers).Bind(1, before).Bind(2, RowsPerStep);
        return Count(rows) == RowsPerStep;
    }

    private static bool DeleteEvents(WriteSession session, long beforeMs)
    {
        session.Connection.Prepare("INSERT INTO counters (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")
            .Bind(1, EventBuffer.PositionCounter).Bind(2, session.Events.Position).Run();
        var more = false;
        foreach (var account in AccountsWithOldEvents(session.Connection, beforeMs))
        {
            using var rows = session.Connection.Prepare(OldestEvents).Bind(1, account).Bind(2, beforeMs).Bind(3, RowsPerStep);
            more |= Count(rows) == RowsPerStep;
        }

        return more;
    }

    private static List<int> AccountsWithOldEvents(Connection connection, long beforeMs)
    {
        var accounts = new List<int>();
        using var rows = connection.Prepare("""
            SELECT id FROM names WHERE (SELECT at FROM events WHERE account = id ORDER BY position LIMIT 1) < ?1
            """).Bind(1, beforeMs);
        while (rows.Step())
        {
            accounts.Add(rows.GetInt32(0));
        }

        return accounts;
    }

    /// <summary>Walks through the side table in the order of its key, as an index by age would cost every message.</summary>
    private bool DeleteReceipts(Connection connection, long before)
    {
        var old = new List<(int Carrier, string SmscId, int Segment)>();
        var looked = 0;
        using (var rows = connection.Prepare(NextReceipts)
            .Bind(1, _receipt.Carrier).Bind(2, _receipt.SmscId).Bind(3, _receipt.Segment).Bind(4, RowsPerStep))
        {
            while (rows.Step())
            {
                looked++;
                _receipt = (rows.GetInt32(0), rows.GetText(1), rows.GetInt32(2));
                if (rows.GetInt64(3) < before)
                {
                    old.Add(_receipt);
                }
            }
        }

        foreach (var (carrier, smscId, segment) in old)
        {
            connection.Prepare("DELETE FROM open_receipts WHERE carrier = ?1 AND smsc_id = ?2 AND segment = ?3")
                .Bind(1, carrier).Bind(2, smscId).Bind(3, segment).Run();
        }

        if (looked == RowsPerStep)
        {
            return true;
        }

        _receipt = (0, "", 0);
        return false;
    }

    private static int Count(Statement rows)
    {
        var count = 0;
        while (rows.Step())
        {
            count++;
        }

        return count;
    }
}
