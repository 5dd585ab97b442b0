using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Writing;

namespace OrleansSms.Storage.Sqlite.Maintenance;

/// <summary>
/// Removes messages whose time is over, in the order of their keys, a slice a step; and batches and messages from handsets of that time. A walk through those that are old enough ends at the
/// first that is not, and the next begins an hour later: what stays on the way, such as messages that are still scheduled, is looked at then.
/// </summary>
internal sealed class MessagePruner
{
    private const string Next = $"SELECT {MessageRow.Columns}, position FROM messages WHERE key > ?1 AND key < ?2 ORDER BY key LIMIT ?3";

    private const string DeleteInbound = """
        DELETE FROM inbound WHERE key IN (SELECT key FROM inbound WHERE key < ?1 AND received_at < ?2 AND keyword IS NULL ORDER BY key LIMIT ?3) RETURNING key
        """;

    private const string DeleteBatches = """
        DELETE FROM batches WHERE key IN (
            SELECT key FROM batches b WHERE b.key < ?1 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.key BETWEEN b.first_key AND b.last_key) LIMIT ?2) RETURNING key
        """;

    private const int PositionColumn = 7;
    private const int RecordColumn = 6;

    /// <summary>Commits after which memory and journal have let go of what nobody uses.</summary>
    private const int MaxTries = 4;

    private static readonly long Rest = UnixMicros.From(TimeSpan.FromHours(1));

    private long _after;
    private int _tries;
    private long? _doneAt;

    /// <summary>One step; true when there is more to do.</summary>
    public bool Step(WriteSession session, long now, TimeSpan kept)
    {
        if (_doneAt is { } done && now >= done && now < done + Rest)
        {
            return false;
        }

        var before = now - UnixMicros.From(kept);
        var end = KeyTime.FirstKey(UnixMicros.ToTime(before).ToUnixTimeMilliseconds());
        var more = DeleteMessages(session, before, end);
        if (!more)
        {
            more = Count(session.Connection.Prepare(DeleteInbound).Bind(1, end).Bind(2, before).Bind(3, Pruner.RowsPerStep)) == Pruner.RowsPerStep
                | Count(session.Connection.Prepare(DeleteBatches).Bind(1, end).Bind(2, Pruner.RowsPerStep)) == Pruner.RowsPerStep;
            _doneAt = more ? null : now;
            (_after, _tries) = (0, 0);
        }

        return more;
    }

    private bool DeleteMessages(WriteSession session, long before, long end)
    {
        var (looked, bytes, held) = (0, 0L, (long?)null);
        var over = new List<long>();
        using (var rows = session.Connection.Prepare(Next).Bind(1, _after).Bind(2, end).Bind(3, Pruner.RowsPerStep))
        {
            while (bytes < Pruner.BytesPerStep && rows.Step())
            {
                looked++;
                _after = rows.GetInt64(0);
                if (!IsOver(session, rows, before))
                {
                    continue;
                }

                if (IsHeld(session, rows))
                {
                    held ??= _after;
                    continue;
                }

                over.Add(_after);
                bytes += rows.GetBytes(RecordColumn).Length;
            }
        }

        over.ForEach(key => session.Connection.Prepare("DELETE FROM messages WHERE key = ?1").Bind(1, key).Run());
        return TryAgain(session, held) || looked == Pruner.RowsPerStep || bytes >= Pruner.BytesPerStep;
    }

    private static bool IsOver(WriteSession session, Statement row, long before)
    {
        var (_, state) = MessageRow.Read(row, session.Names);
        return MessageRetention.IsOver(state.Status, state.FinalAt, state.SentAt, before);
    }

    /// <summary>Whether memory has a message, or the journal still names it: a start looks up what the journal names.</summary>
    private static bool IsHeld(WriteSession session, Statement row) =>
        row.GetInt64(PositionColumn) >= session.Journal.Oldest || session.Recent.Get(row.GetInt64(0)) is not null;

    /// <summary>Goes back to the first that was held, once memory and journal have been told to let go of what rows say; not for ever, as somebody may be at it just now.</summary>
    private bool TryAgain(WriteSession session, long? held)
    {
        if (held is not { } first || _tries == MaxTries)
        {
            return false;
        }

        _tries++;
        _after = first - 1;
        session.Journal.AppendNothing();
        session.Sealer.SealOldest(0);
        return true;
    }

    private static int Count(Statement rows)
    {
        using var deleted = rows;
        var count = 0;
        while (deleted.Step())
        {
            count++;
        }

        return count;
    }
}
