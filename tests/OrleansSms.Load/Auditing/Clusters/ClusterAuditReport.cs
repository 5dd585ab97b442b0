using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Auditing.Clusters;

/// <summary>Prints an audit of a cluster: a table to read, JSON to keep.</summary>
internal static class ClusterAuditReport
{
    public static void Print(ClusterAuditOptions options, ClusterAuditResult result)
    {
        var comparison = result.Comparison;
        var fault = options.Fault.ToString().ToLowerInvariant();
        var table = new Table().Title($"cluster audit, {fault}: {options.Silos} silos, {options.Gateway.Binds} binds, window {options.Gateway.Window}");
        foreach (var done in result.Done)
        {
            table.Row(fault, $"{done}");
        }

        result.AddTo(table)
            .Row("stored twice", $"{comparison.StoredTwice:N0}")
            .Row("final", $"{Table.Counts(comparison.Statuses)}")
            .Row("events read, final ones", $"{result.Events.Read:N0}; {result.Events.Ended:N0}")
            .Row("final, told to the webhook", $"{result.Told:N0}")
            .Row("promises", $"{(result.Broken.Count == 0 ? "hold" : "BROKEN")}")
            .Lines(result.Broken)
            .Lines(comparison.Wrong);
        Console.WriteLine(table);
        JsonFile.Write(options.Json, new
        {
            audit = "cluster " + fault,
            options.Times,
            options.Silos,
            options.Gateway.Binds,
            options.Gateway.Window,
            comparison.Accepted,
            comparison.Lost,
            comparison.Duplicates,
            result.DuplicatesAllowed,
            Unmarked = result.Unmarked.Count,
            comparison.Uncertain,
            comparison.StoredTwice,
            Rebinds = result.Rebinds.Select(rebind => Math.Round(rebind.TotalSeconds, 1)),
            Events = result.Events.Read,
            result.Told,
            comparison.Statuses,
            result.Broken,
        });
    }
}
