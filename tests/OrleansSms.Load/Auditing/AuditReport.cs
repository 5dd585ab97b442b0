using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Auditing;

/// <summary>Prints an audit: a table to read, JSON to keep.</summary>
internal static class AuditReport
{
    public static void Print(AuditOptions options, AuditResult result)
    {
        var comparison = result.Comparison;
        var table = new Table()
            .Title($"crash audit: {options.Kills} kills, {options.Category}, {options.Gateway.Binds} binds, window {options.Gateway.Window}, seed {options.Seed}");
        foreach (var kill in result.Kills)
        {
            table.Row("kill", $"{kill}");
        }

        result.AddTo(table)
            .Row("expired unsent", $"{comparison.Expired:N0}")
            .Row("stored twice", $"{comparison.StoredTwice:N0}")
            .Row("final", $"{Table.Counts(comparison.Statuses)}")
            .Row("promises", $"{(result.Broken.Count == 0 ? "hold" : "BROKEN")}")
            .Lines(result.Broken)
            .Lines(comparison.Wrong);
        Console.WriteLine(table);
        JsonFile.Write(options.Json, new
        {
            audit = options.Category,
            options.Kills,
            options.Gateway.Binds,
            options.Gateway.Window,
            comparison.Accepted,
            comparison.Lost,
            comparison.Duplicates,
            result.DuplicatesAllowed,
            Unmarked = result.Unmarked.Count,
            comparison.Uncertain,
            comparison.Expired,
            comparison.StoredTwice,
            Restarts = result.Restarts.Select(restart => Math.Round(restart.TotalSeconds, 1)),
            comparison.Statuses,
            result.Broken,
        });
    }
}
