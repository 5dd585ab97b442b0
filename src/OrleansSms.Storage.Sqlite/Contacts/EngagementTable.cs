using OrleansSms.Domain.Contacts;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>Rows of engagement.</summary>
internal static class EngagementTable
{
    public const string Columns = "sent, delivered, clicked, replied, sent_at, delivered_at, clicked_at, replied_at";

    private const string OfNumber = $"SELECT {Columns} FROM engagement WHERE account = ?1 AND number = ?2";

    private const string Add = $"""
        INSERT INTO engagement (account, number, {Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT DO UPDATE SET
            sent = sent + excluded.sent, delivered = delivered + excluded.delivered, clicked = clicked + excluded.clicked, replied = replied + excluded.replied,
            sent_at = max(sent_at, excluded.sent_at), delivered_at = max(delivered_at, excluded.delivered_at),
            clicked_at = max(clicked_at, excluded.clicked_at), replied_at = max(replied_at, excluded.replied_at)
        """;

    public static Engagement Read(Connection connection, long account, long number)
    {
        using var row = connection.Prepare(OfNumber).Bind(1, account).Bind(2, number);
        return row.Step() ? Read(row, 0) : default;
    }

    /// <summary>Reads the columns from <paramref name="first"/> on; NULL reads as 0.</summary>
    public static Engagement Read(Statement row, int first) => new()
    {
        Sent = row.GetInt64(first),
        Delivered = row.GetInt64(first + 1),
        Clicked = row.GetInt64(first + 2),
        Replied = row.GetInt64(first + 3),
        LastSentAt = row.GetInt64(first + 4),
        LastDeliveredAt = row.GetInt64(first + 5),
        LastClickedAt = row.GetInt64(first + 6),
        LastRepliedAt = row.GetInt64(first + 7),
    };

    public static void Write(Connection connection, long account, long number, in Engagement happened) =>
        connection.Prepare(Add).Bind(1, account).Bind(2, number)
            .Bind(3, happened.Sent).Bind(4, happened.Delivered).Bind(5, happened.Clicked).Bind(6, happened.Replied)
            .Bind(7, happened.LastSentAt).Bind(8, happened.LastDeliveredAt).Bind(9, happened.LastClickedAt).Bind(10, happened.LastRepliedAt).Run();
}
