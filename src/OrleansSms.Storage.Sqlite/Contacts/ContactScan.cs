using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Segments;
using OrleansSms.Domain.Segments.Compiled;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Contacts;

/// <summary>Goes over all contacts of an account in the order of their numbers: what segments are counted and taken by.</summary>
internal sealed class ContactScan(Connection connection, long account)
{
    /// <summary>Rows between two looks at whether anybody still waits.</summary>
    private const int RowsPerLook = 4_096;

    private const string Count = "SELECT count(*) FROM contacts WHERE account = ?1";

    private const string Plain = "SELECT number, record FROM contacts WHERE account = ?1 ORDER BY number";

    // Both are in the same order, so each look-up lands beside the one before.
    private const string Engaged = $"""
        SELECT c.number, c.record, {EngagementTable.Columns}
        FROM contacts c LEFT JOIN engagement e ON e.account = ?1 AND e.number = c.number WHERE c.account = ?1 ORDER BY c.number
        """;

    private const int EngagementColumn = 2;

    public long CountMatches(Filter filter, long now, CancellationToken cancellationToken)
    {
        var compiled = CompiledFilter.Compile(filter, FieldNames.Read(connection, account), now);
        if (compiled.MatchesAll)
        {
            using var row = connection.Prepare(Count).Bind(1, account);
            return row.Step() ? row.GetInt64(0) : 0;
        }

        var matches = 0L;
        Run(compiled, _ => matches++, cancellationToken);
        return matches;
    }

    /// <summary>Calls with the number of each contact that matches.</summary>
    public void Visit(Filter filter, long now, Action<long> visit, CancellationToken cancellationToken) =>
        Run(CompiledFilter.Compile(filter, FieldNames.Read(connection, account), now), visit, cancellationToken);

    private void Run(CompiledFilter compiled, Action<long> visit, CancellationToken cancellationToken)
    {
        var scan = new FilterScan(compiled);
        var engagement = default(Engagement);
        using var rows = connection.Prepare(compiled.NeedsEngagement ? Engaged : Plain).Bind(1, account);
        for (var looked = 0; rows.Step(); looked++)
        {
            if (looked % RowsPerLook == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (compiled.NeedsEngagement)
            {
                engagement = EngagementTable.Read(rows, EngagementColumn);
            }

            var number = rows.GetInt64(0);
            if (scan.Matches(number, rows.GetBytes(1), engagement))
            {
                visit(number);
            }
        }
    }
}
