using OrleansSms.Load.Carrier;

namespace OrleansSms.Load.Processes;

/// <summary>Waits until the carrier has what it should have, or nothing moves any more.</summary>
internal static class Settling
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Until so many submit_sm and receipts were seen; gives up after so long without any.</summary>
    public static async Task<CarrierStats> WaitAsync(
        CarrierProcess carrier, long submits, bool receipts, TimeSpan patience, CancellationToken cancellationToken)
    {
        var before = await carrier.StatsAsync();
        var movedAt = Clock.Micros;
        while (true)
        {
            var stats = await carrier.StatsAsync();
            if (stats.Accepted >= submits && (!receipts || stats.ReceiptsTaken >= stats.Accepted))
            {
                return stats;
            }

            if (stats.Accepted != before.Accepted || stats.ReceiptsTaken != before.ReceiptsTaken)
            {
                (before, movedAt) = (stats, Clock.Micros);
            }
            else if (Clock.Micros - movedAt > patience.TotalMicroseconds)
            {
                return stats;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }
}
