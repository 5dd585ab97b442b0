using System.Globalization;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Answers;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Moving;

/// <summary>First answers to requests: those of the earlier layout, then rows of many. A cursor is the layout and the number of the last row.</summary>
internal static class AnswerPage
{
    private const string Earlier = "SELECT number, key, request_hash, answer, at FROM idempotency WHERE number > ?1 ORDER BY number LIMIT ?2";

    private const string Rows = "SELECT number, answers FROM answers WHERE number > ?1 ORDER BY number LIMIT ?2";

    private const string EarlierCursor = "earlier:";

    /// <summary>Rows of one page: each holds up to 32 KiB of answers.</summary>
    private const int RowsPerPage = 100;

    public static Page<IdempotencyRecord> Read(Connection connection, string? cursor) =>
        cursor is null ? ReadEarlier(connection, 0)
        : cursor.StartsWith(EarlierCursor, StringComparison.Ordinal) ? ReadEarlier(connection, Number(cursor.AsSpan(EarlierCursor.Length)))
        : ReadRows(connection, Number(cursor));

    public static long Count(Connection connection)
    {
        var count = connection.Scalar("SELECT count(*) FROM idempotency");
        for (var page = ReadRows(connection, 0); ; page = Read(connection, page.Next))
        {
            count += page.Items.Count;
            if (page.Next is null)
            {
                return count;
            }
        }
    }

    private static Page<IdempotencyRecord> ReadEarlier(Connection connection, long after)
    {
        var answers = new List<IdempotencyRecord>();
        using var rows = connection.Prepare(Earlier).Bind(1, after).Bind(2, RowsPerPage);
        while (rows.Step())
        {
            after = rows.GetInt64(0);
            answers.Add(new IdempotencyRecord(rows.GetBytes(1).ToArray(), rows.GetBytes(2).ToArray(), rows.GetBytes(3).ToArray(), rows.GetInt64(4)));
        }

        return new Page<IdempotencyRecord>(answers, answers.Count < RowsPerPage ? "0" : EarlierCursor + after.ToString(CultureInfo.InvariantCulture));
    }

    private static Page<IdempotencyRecord> ReadRows(Connection connection, long after)
    {
        var answers = new List<IdempotencyRecord>();
        var count = 0;
        using var rows = connection.Prepare(Rows).Bind(1, after).Bind(2, RowsPerPage);
        while (rows.Step())
        {
            count++;
            after = rows.GetInt64(0);
            AnswerCodec.ReadAll(rows.GetBytes(1), answers);
        }

        return new Page<IdempotencyRecord>(answers, count < RowsPerPage ? null : after.ToString(CultureInfo.InvariantCulture));
    }

    private static long Number(ReadOnlySpan<char> cursor) => long.Parse(cursor, CultureInfo.InvariantCulture);
}
