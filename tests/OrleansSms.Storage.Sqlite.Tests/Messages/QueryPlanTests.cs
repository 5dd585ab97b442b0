using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite.Messages;

namespace OrleansSms.Storage.Sqlite.Tests.Messages;

/// <summary>A partial index serves only queries that repeat its condition: a small change of wording would scan every message.</summary>
public sealed class QueryPlanTests
{
    [Theory]
    [InlineData(QueueReader.Page, "messages_queue")]
    [InlineData(DueReader.Due, "messages_due")]
    [InlineData(BindClaims.Intended, "messages_intended")]
    public async Task The_partial_index_is_used_without_sorting(string sql, string index)
    {
        await using var stores = SqliteStores.Open();

        var plan = await stores.Database.Writer.WriteAsync(
            CommitLane.Urgent,
            1,
            session =>
            {
                var lines = new List<string>();
                using var rows = session.Connection.Prepare("EXPLAIN QUERY PLAN " + sql);
                while (rows.Step())
                {
                    lines.Add(rows.GetText(3));
                }

                return lines;
            },
            default);

        Assert.Contains($"USING INDEX {index} (", Assert.Single(plan), StringComparison.Ordinal);
    }
}
