namespace OrleansSms.Load.Staging;

/// <summary>What all silos have counted together.</summary>
/// <param name="StorageRequests">Requests to the storage account.</param>
/// <param name="MessagesBetweenSilos">Requests and answers of grains that went from one silo to another.</param>
/// <param name="MessagesWithinSilos">Those that stayed in their silo.</param>
internal sealed record GridCounts(double StorageRequests, double MessagesBetweenSilos, double MessagesWithinSilos)
{
    public static async Task<GridCounts> TakeAsync(Stage stage, CancellationToken cancellationToken)
    {
        var counters = await Task.WhenAll(stage.Grid.Apis.Select(api => api.CountersAsync(cancellationToken)));
        return new GridCounts(
            counters.Sum(static of => of.Sum("orleanssms_storage_requests_total")),
            counters.Sum(static of => of.Sum("orleans_messaging_sent_messages_size_bytes_count", "SiloToSilo")),
            counters.Sum(static of => of.Sum("orleans_messaging_sent_local_total")));
    }

    public GridCounts Since(GridCounts before) => new(
        StorageRequests - before.StorageRequests, MessagesBetweenSilos - before.MessagesBetweenSilos, MessagesWithinSilos - before.MessagesWithinSilos);
}
