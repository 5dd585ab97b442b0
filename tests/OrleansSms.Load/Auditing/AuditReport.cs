using System.Text.Json;
using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Auditing;

/// <summary>Prints an audit: a table to read, a line of JSON to keep.</summary>
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

        table
            .Row("messages accepted", $"{comparison.Accepted:N0}")
            .Row("answers lost, replayed, put off", $"{result.Drives.Sum(drive => drive.LostAnswers):N0}, {result.Drives.Sum(drive => drive.Replayed):N0}, {result.Drives.Sum(drive => drive.PutOff):N0}")
            .Row("lost", $"{comparison.Lost:N0} (not final {comparison.Unfinished:N0})")
            .Row("duplicates at the carrier", $"{comparison.Duplicates:N0} of {result.DuplicatesAllowed:N0} allowed")
            .Row("  of them not marked uncertain", $"{result.Unmarked.Count:N0}")
            .Row("held or ended uncertain", $"{comparison.Uncertain:N0}")
            .Row("expired unsent", $"{comparison.Expired:N0}")
            .Row("stored twice", $"{comparison.StoredTwice:N0}")
            .Row("final", $"{Table.Counts(comparison.Statuses)}")
            .Row("promises", $"{(result.Broken.Count == 0 ? "hold" : "BROKEN")}")
            .Lines(result.Broken)
            .Lines(comparison.Wrong);
        Console.WriteLine(table);
        Console.WriteLine(JsonSerializer.Serialize(new
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
        }));
    }
}
