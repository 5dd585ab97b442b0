using OrleansSms.Storage.Sqlite.Answers;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Maintenance;

/// <summary>Removes what is past its time, a bounded number of rows and octets a step, so that a step costs a commit no more than messages would.</summary>
internal sealed class Pruner
{
    /// <summary>Most rows looked at or removed in one table in one step: as many as a commit of the bulk lane has.</summary>
    public const int RowsPerStep = 500;

    /// <summary>
    /// Octets of answers, and of events, removed in one step: each of their pages is read to be freed, and a slice of this size takes less than a millisecond.
    /// </summary>
    public const int BytesPerStep = 256 << 10;

    /// <summary>Accounts looked at in one step for events that are old.</summary>
    private const int AccountsPerStep = 64;

    private const string OldestAnswers = "SELECT number, length(answers), at FROM answers ORDER BY number LIMIT ?1";

    private const string EarlierAnswersRows = "SELECT number, length(answer), at FROM idempotency ORDER BY number LIMIT ?1";

    private const string NextAccount = "SELECT account FROM events WHERE account > ?1 ORDER BY account LIMIT 1";

    private const string OldestEvents = "SELECT position, length(payload), at FROM events WHERE account = ?1 ORDER BY position LIMIT ?2";

    private const string NextReceipts = """
        SELECT carrier, smsc_id, segment, at FROM open_receipts WHERE (carrier, smsc_id, segment) > (?1, ?2, ?3)
        ORDER BY carrier, smsc_id, segment LIMIT ?4
        """;

    private readonly MessagePruner _messages = new();
    private (int Carrier, string SmscId, int Segment) _receipt = (0, "", 0);
    private int _account;

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

        session.Counted.Floor = KeyTime.FirstKey(UnixMicros.ToTime(now - UnixMicros.From(retention.Counted)).ToUnixTimeMilliseconds());
        var more = DeleteAnswers(session.Answers, connection, now - UnixMicros.From(retention.Idempotency));
        more |= DeleteEvents(session, UnixMicros.ToTime(now - UnixMicros.From(retention.Events)).ToUnixTimeMilliseconds());
        more |= retention.Messages is { } kept && _messages.Step(session, now, kept);
        return DeleteReceipts(connection, now - UnixMicros.From(retention.OpenReceipts)) || more;
    }

    private static bool DeleteAnswers(AnswerTable answers, Connection connection, long before)
    {
        var old = OldSlice(connection.Prepare(OldestAnswers).Bind(1, RowsPerStep), before);
        if (old.Last is { } last)
        {
            answers.Forget(last);
        }

        answers.Earlier.LookAgain();
        if (!answers.Earlier.Any)
        {
            return old.More;
        }

        var earlier = OldSlice(connection.Prepare(EarlierAnswersRows).Bind(1, RowsPerStep), before);
        if (earlier.Last is { } lastEarlier)
        {
            answers.Earlier.Forget(lastEarlier);
        }

        return old.More || earlier.Last is not null;
    }

    /// <summary>Goes on from account to account, and stays with one that has more.</summary>
    private bool DeleteEvents(WriteSession session, long beforeMs)
    {
        for (var looked = 0; looked < AccountsPerStep; looked++)
        {
            if (NextWithEvents(session.Connection) is not { } account)
            {
                _account = 0;
                return false;
            }

            var old = OldSlice(session.Connection.Prepare(OldestEvents).Bind(1, account).Bind(2, RowsPerStep), beforeMs);
            _account = old.More ? _account : account;
            if (old.Last is { } last)
            {
                Delete(session, account, last);
                return true;
            }
        }

        return true;
    }

    private int? NextWithEvents(Connection connection)
    {
        using var row = connection.Prepare(NextAccount).Bind(1, _account);
        return row.Step() ? row.GetInt32(0) : null;
    }

    private static void Delete(WriteSession session, int account, long last)
    {
        // Positions only ever grow, even if the log is empty at the next start.
        session.Connection.Prepare("INSERT INTO counters (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")
            .Bind(1, EventBuffer.PositionCounter).Bind(2, session.Events.Position).Run();
        session.Connection.Prepare("DELETE FROM events WHERE account = ?1 AND position <= ?2").Bind(1, account).Bind(2, last).Run();
    }

    /// <summary>How far a step goes through rows of key, octets and time: to the first that is not old, or until it has its octets.</summary>
    private static (long? Last, bool More) OldSlice(Statement rows, long before)
    {
        using var all = rows;
        var (last, bytes, count) = ((long?)null, 0L, 0);
        while (all.Step())
        {
            if (all.GetInt64(2) >= before)
            {
                return (last, false);
            }

            if (bytes >= BytesPerStep)
            {
                return (last, true);
            }

            last = all.GetInt64(0);
            bytes += all.GetInt64(1);
            count++;
        }

        return (last, count == RowsPerStep);
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
}
