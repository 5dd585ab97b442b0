using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Carrier;

/// <summary>Latencies of messages at the carrier.</summary>
internal static class Latencies
{
    /// <summary>From due to submit_sm.</summary>
    public static Latency Of(IEnumerable<SubmitRecord> records)
    {
        var histogram = new Histogram();
        foreach (var record in records)
        {
            histogram.Record(record.Latency);
        }

        return histogram.Summarize();
    }

    public static bool IsOf(this SubmitRecord record, Offering.Traffic traffic) => traffic.PlaceOf(record.Key) is not null;
}
