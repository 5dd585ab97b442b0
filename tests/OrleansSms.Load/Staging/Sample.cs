using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Staging;

/// <summary>What the processes have used, and what the gateway has counted, up to a moment.</summary>
internal sealed record Sample(ProcessUse Gateway, ProcessUse Carrier, ProcessUse Own, double AllocatedBytes, double Commits, double Delivered)
{
    public static async Task<Sample> TakeAsync(Stage stage, CancellationToken cancellationToken)
    {
        var counters = await Task.WhenAll(stage.Grid.Apis.Select(api => api.CountersAsync(cancellationToken)));
        return new Sample(
            ProcessUse.Sum(stage.Grid.Gateways.Select(static gateway => gateway.Measure())),
            stage.Carrier.Measure(),
            ProcessUse.Own(),
            counters.Sum(static of => of.Sum("dotnet_gc_heap_total_allocated_bytes")),
            counters.Sum(static of => of.Sum("orleanssms_storage_commits_total")),
            counters.Sum(static of => of.Sum("orleanssms_messages_status_total", "status=\"Delivered\"")));
    }
}
