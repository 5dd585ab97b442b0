using System.Globalization;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Recent;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <summary>Reads every number that the database holds, table by table: messages, messages from handsets, recipients, contacts, how messages have fared.</summary>
internal sealed class NumberWalk(RecentMessages recent)
{
    private const int RowsPerPage = 10_000;

    private static readonly string[] Tables =
    [
        "SELECT key, recipient FROM messages WHERE key > ?1 ORDER BY key LIMIT ?2",
        "SELECT key, sender FROM inbound WHERE key > ?1 ORDER BY key LIMIT ?2",
        "SELECT msisdn, msisdn FROM recipients WHERE msisdn > ?1 ORDER BY msisdn LIMIT ?2",

        // In the order of their places in it, whatever account they belong to.
        "SELECT number, number FROM (SELECT DISTINCT number FROM contacts) WHERE number > ?1 ORDER BY number LIMIT ?2",
        "SELECT number, number FROM (SELECT DISTINCT number FROM engagement) WHERE number > ?1 ORDER BY number LIMIT ?2",
    ];

    public Page<Msisdn> Read(Connection connection, string? cursor)
    {
        var (table, after) = Parse(cursor);
        var numbers = new HashSet<Msisdn>();
        if (cursor is null)
        {
            AddMemory(numbers);
        }

        var count = 0;
        using var rows = connection.Prepare(Tables[table]).Bind(1, after).Bind(2, RowsPerPage);
        while (rows.Step())
        {
            count++;
            after = rows.GetInt64(0);
            if (NumberParser.TryParse("+" + rows.GetText(1).TrimStart('+'), null, out var number))
            {
                numbers.Add(number);
            }
        }

        var (next, from) = count == RowsPerPage ? (table, after) : (table + 1, 0L);
        return new Page<Msisdn>([.. numbers], next < Tables.Length ? string.Create(CultureInfo.InvariantCulture, $"{next}:{from}") : null);
    }

    private void AddMemory(HashSet<Msisdn> numbers)
    {
        using var visit = recent.Visit();
        foreach (var bucket in recent.Between(0, long.MaxValue))
        {
            foreach (var (message, _) in bucket.Published())
            {
                numbers.Add(message.Message.To);
            }
        }
    }

    private static (int Table, long After) Parse(string? cursor)
    {
        if (cursor is null)
        {
            return (0, 0);
        }

        var colon = cursor.IndexOf(':', StringComparison.Ordinal);
        return (int.Parse(cursor.AsSpan(0, colon), CultureInfo.InvariantCulture), long.Parse(cursor.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
