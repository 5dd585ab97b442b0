using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;

namespace OrleansSms.Load.Staging;

/// <summary>What was offered, and what was seen of it until the last receipt.</summary>
internal sealed class Measured
{
    private const double BytesPerKiB = 1024;

    private Measured(IReadOnlyList<DriveResult> drives, IReadOnlyList<SubmitRecord> records, Progress end, Sample before, Sample after) =>
        (Drives, Records, End, Before, After) = (drives, records, end, before, after);

    public IReadOnlyList<DriveResult> Drives { get; }

    /// <summary>What came to the carrier.</summary>
    public IReadOnlyList<SubmitRecord> Records { get; }

    public long Messages => Drives.Sum(drive => drive.Messages);

    private Progress End { get; }

    private Sample Before { get; }

    private Sample After { get; }

    private long StartedAt => Drives.Min(drive => drive.StartedAt);

    public static async Task<Measured> RunAsync(Stage stage, IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        var before = await Sample.TakeAsync(stage, cancellationToken);
        var drives = await stage.OfferAsync(offers, cancellationToken);
        var end = await stage.SettleAsync(cancellationToken);
        var after = await Sample.TakeAsync(stage, cancellationToken);
        return new Measured(drives, await stage.TakeAsync(), end, before, after);
    }

    /// <summary>From due to submit_sm at the carrier.</summary>
    public Latency ToCarrier(Traffic traffic) => Latencies.Of(Records.Where(record => record.IsOf(traffic)));

    /// <summary>Messages a second: to the last 202, to the last submit_sm, to the last receipt or webhook that was answered.</summary>
    public Measured AddRates(FigureList figures)
    {
        figures.Add("messages", Messages)
            .Add("accepted_per_second", PerSecond(Drives.Max(drive => drive.LastAcceptedAt)), "/s")
            .Add("submitted_per_second", PerSecond(End.Carrier.LastSubmitAt), "/s")
            .Add("messages_per_second", PerSecond(End.LastAt), "/s");
        return this;
    }

    /// <summary>What a message has cost, in the gateway and in what measures it.</summary>
    public Measured AddCost(FigureList figures)
    {
        var commits = After.Commits - Before.Commits;
        figures.Add("gateway_cpu", Micros(After.Gateway.Cpu - Before.Gateway.Cpu), "µs a message")
            .Add("allocated", (After.AllocatedBytes - Before.AllocatedBytes) / Math.Max(1, Messages) / BytesPerKiB, "KiB a message")
            .Add("messages_per_commit", Messages / Math.Max(1, commits))
            .Add("carrier_cpu", Micros(After.Carrier.Cpu - Before.Carrier.Cpu), "µs a message")
            .Add("client_cpu", Micros(After.Own.Cpu - Before.Own.Cpu), "µs a message")
            .Add("resident", After.Gateway.ResidentMiB, "MiB")
            .Add("resident_peak", After.Gateway.PeakMiB, "MiB")
            .AddFault("not_delivered", Math.Max(0, Messages - (After.Delivered - Before.Delivered)), "messages are not delivered by the gateway's own count");
        return this;
    }

    private double PerSecond(long until) => until <= StartedAt ? 0 : Messages * 1_000_000.0 / (until - StartedAt);

    private double Micros(TimeSpan cpu) => cpu.TotalMicroseconds / Math.Max(1, Messages);
}
