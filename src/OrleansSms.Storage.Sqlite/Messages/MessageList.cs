using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Persons;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Schema;

namespace OrleansSms.Storage.Sqlite.Messages;

/// <summary>
/// Lists messages by walking back from the newest. There is no index for the filters, as one would cost every message; a page looks at a
/// bounded number of rows instead, and says where the next one goes on. Only one person's are found by an index, which follows at a distance.
/// </summary>
internal sealed class MessageList(Connection connection, RecentMessages recent, NameTable names, PersonIndex persons, int rowsPerPage)
{
    // An id is made a moment before or after the time that is written into the message.
    private const long ClockSlackMs = 60_000;
    private const long MicrosPerMs = 1_000;

    private const string ById = $"SELECT {MessageRow.Columns} FROM messages WHERE key = ?1";

    private const string Backwards = $"SELECT {MessageRow.Columns} FROM messages WHERE key < ?1 AND key >= ?2 ORDER BY key DESC";

    public Page<MessageRecord> Read(MessageFilter filter)
    {
        if (Range(filter) is not { } range)
        {
            return new Page<MessageRecord>([], null);
        }

        using var visit = recent.Visit();
        var scan = new MessageScan(recent, names);
        var found = scan.Memory(range.From, range.Before - 1, (message, state) => Matches(message, state, filter));
        var end = filter is { To: { } person, Account: { } account } && names.Find(account) is { } number
            ? AddPerson(scan, filter, range, found, persons.Reached, () => persons.Find(connection, person, number))
            : AddRows(scan, filter, range, found);
        found.Sort(static (left, right) => right.Message.Id.Key.CompareTo(left.Message.Id.Key));
        return Cut(found, filter.Limit, end);
    }

    /// <summary>The same for one person: rows behind the index are walked through, the others found.</summary>
    private MessageId? AddPerson(
        MessageScan scan, MessageFilter filter, (long From, long Before) range, List<MessageScan.Found> found, long reached, Func<SortedSet<long>> find)
    {
        var known = found.Count;
        if (AddRows(scan, filter, (Math.Max(range.From, reached + 1), range.Before), found) is { } end)
        {
            return end;
        }

        var matched = found.Count - known;
        foreach (var key in find().Where(key => key <= reached && key < range.Before && key >= range.From))
        {
            using var row = connection.Prepare(ById).Bind(1, key);
            if (!row.Step())
            {
                continue;
            }

            var id = MessageRow.ReadId(row);
            if (scan.Row(row) is { } message && Matches(message.Message, message.State, filter))
            {
                found.Add(message);
                if (++matched > filter.Limit)
                {
                    return id;
                }
            }
        }

        return null;
    }

    /// <summary>Adds what rows have, until there is a page of it and one more; the last message looked at if that was not the end.</summary>
    private MessageId? AddRows(MessageScan scan, MessageFilter filter, (long From, long Before) range, List<MessageScan.Found> found)
    {
        var (looked, matched) = (0, 0);
        var last = default(MessageId);
        using var rows = connection.Prepare(Backwards).Bind(1, range.Before).Bind(2, range.From);
        while (rows.Step())
        {
            if (matched > filter.Limit || looked == rowsPerPage)
            {
                return last;
            }

            looked++;
            last = MessageRow.ReadId(rows);
            if (scan.Row(rows) is { } row && Matches(row.Message, row.State, filter))
            {
                found.Add(row);
                matched++;
            }
        }

        return null;
    }

    /// <summary>The page of what was found: behind <paramref name="end"/> rows have not been looked at, so what memory has there belongs to another page.</summary>
    private Page<MessageRecord> Cut(List<MessageScan.Found> found, int limit, MessageId? end)
    {
        var reached = end is { } last ? found.Count(item => item.Message.Id.Key >= last.Key) : found.Count;
        var items = found.Take(Math.Min(limit, reached)).Select(item => item.State.ToRecord(item.Message, names)).ToList();
        var next = reached > limit ? items[^1].Message.Id : end;
        return new Page<MessageRecord>(items, next?.ToString());
    }

    /// <summary>Keys that can match; null when none can.</summary>
    private (long From, long Before)? Range(MessageFilter filter)
    {
        var from = filter.CreatedFrom is { } first ? KeyTime.FirstKey((first / MicrosPerMs) - ClockSlackMs) : 0;
        var before = filter.CreatedBefore is { } end ? KeyTime.FirstKey((end / MicrosPerMs) + ClockSlackMs) : long.MaxValue;
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

    private static bool Matches(Message message, RecentState state, MessageFilter filter) =>
        (filter.Account is null || message.Account == filter.Account)
        && (filter.Category is null || message.Category == filter.Category)
        && (filter.To is null || message.To == filter.To)
        && (filter.CreatedFrom is null || message.CreatedAt >= filter.CreatedFrom)
        && (filter.CreatedBefore is null || message.CreatedAt < filter.CreatedBefore)
        && (filter.Batch is null || message.Batch == filter.Batch)
        && (filter.Campaign is null || message.Campaign == filter.Campaign)
        && (filter.Status is null || state.Shown == filter.Status)
        && (filter.From is null || message.From == filter.From)
        && (filter.ClientReference is null || message.ClientReference == filter.ClientReference)
        && (filter.Tag is null || message.Tags?.Contains(filter.Tag) == true);
}
