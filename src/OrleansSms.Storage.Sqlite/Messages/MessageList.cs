using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// Lists messages by walking back from the newest. There is no index for the filters, as one would cost every message; a page looks at a
/// bounded number of rows instead, and says where the next one goes on.
/// </summary>
internal sealed class MessageList(Connection connection, NameTable names, int rowsPerPage)
{
    // An id is made a moment before or after the time that is written into the row.
    private const long ClockSlackMs = 60_000;
    private const int KeyCounterBits = 16;
    private const long MicrosPerMs = 1_000;

    private const string Backwards = $"SELECT {MessageColumns.All} FROM messages WHERE key < ?1 AND key >= ?2 ORDER BY key DESC";

    private readonly MessageReader _reader = new(connection, names);

    public Page<MessageRecord> Read(MessageFilter filter)
    {
        using var snapshot = new Snapshot(connection);
        var items = new List<MessageRecord>();
        var account = filter.Account is { } name ? names.Find(name) : null;
        if ((filter.Account is not null && account is null) || Range(filter) is not { } range)
        {
            return new Page<MessageRecord>(items, null);
        }

        var looked = 0;
        MessageId? last = null;
        using var rows = connection.Prepare(Backwards).Bind(1, range.Before).Bind(2, range.From);
        while (rows.Step())
        {
            if (items.Count == filter.Limit || looked == rowsPerPage)
            {
                return new Page<MessageRecord>(items, last.ToString());
            }

            looked++;
            last = MessageColumns.ReadId(rows);
            if (Matches(rows, filter, account))
            {
                items.Add(_reader.Read(rows));
            }
        }

        return new Page<MessageRecord>(items, null);
    }

    /// <summary>Keys that can match; null when none can.</summary>
    private (long From, long Before)? Range(MessageFilter filter)
    {
        var from = filter.CreatedFrom is { } first ? Key((first / MicrosPerMs) - ClockSlackMs) : 0;
        var before = filter.CreatedBefore is { } end ? Key((end / MicrosPerMs) + ClockSlackMs) : long.MaxValue;
        if (filter.Batch is { } id)
        {
            if (BatchTable.Find(connection, names, id) is not { } batch)
            {
                return null;
            }

            from = Math.Max(from, batch.First.Key);
            before = Math.Min(before, batch.Last.Key + 1);
        }

        return (from, Math.Min(before, filter.Before?.Key ?? long.MaxValue));
    }

    private static long Key(long unixMs) => Math.Clamp(unixMs, 0, long.MaxValue >> KeyCounterBits) << KeyCounterBits;

    /// <summary>Compares what is cheap first, and decodes texts only of rows that passed.</summary>
    private bool Matches(Statement row, MessageFilter filter, int? account) =>
        (account is null || row.GetInt32(2) == account)
        && (filter.Category is null || row.GetInt32(3) == (int)filter.Category)
        && (filter.To is null || row.GetInt64(4) == filter.To.Value.Digits)
        && (filter.CreatedFrom is null || row.GetInt64(8) >= filter.CreatedFrom)
        && (filter.CreatedBefore is null || row.GetInt64(8) < filter.CreatedBefore)
        && (filter.Batch is null || MessageColumns.ReadBatch(row.GetBytes(11)) == filter.Batch)
        && (filter.Status is null || filter.Status == _reader.Shown(
            (MessageStatus)row.GetInt32(MessageColumns.AcceptedCount), row.GetInt64(0), row.GetInt64(MessageColumns.AcceptedCount + 1)))
        && (filter.From is null || row.GetText(12) == filter.From)
        && (filter.ClientReference is null || row.GetNullableText(14) == filter.ClientReference)
        && (filter.Tag is null || MessageColumns.ReadTags(row.GetNullableText(15))?.Contains(filter.Tag) == true);
}
