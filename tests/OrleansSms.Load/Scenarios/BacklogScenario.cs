using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>The carrier is down while a million messages are accepted, and some codes at last; then kill -9, the carrier comes back, the gateway is started again.</summary>
internal sealed class BacklogScenario(int count) : IScenario
{
    private const int BatchSize = 1_000;
    private const int BatchConnections = 16;
    private const int Codes = 100;
    private const double MicrosPerSecond = 1_000_000;

    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets =>
        [Target.AtMost("resident", 600, 300), Target.AtMost("first_code_after_start", 3, 2), Target.AtMost("drained_after_start", 5, 3)];

    public static BacklogScenario Read(Arguments arguments) => new(arguments.Number("count", 1_000_000, BatchSize, 5_000_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var bulk = new Traffic(new TrafficOptions { Lane = 0, Size = BatchSize, Recipients = 0, Category = "marketing" });
        var codes = new Traffic(new TrafficOptions { Lane = 1, Recipients = 10_000, Category = "authentication" });
        await stage.WarmUpAsync([(bulk, BatchConnections), (codes, 1)], cancellationToken);

        await stage.Carrier.DownAsync();
        var queued = await stage.OfferAsync([new Offer(bulk, Pace.Of(count / BatchSize), BatchConnections)], cancellationToken);
        await stage.OfferAsync([new Offer(codes, Pace.Of(Codes), 1)], cancellationToken);
        var use = stage.Gateway.Measure();

        await stage.Gateway.KillAsync();
        await stage.Carrier.UpAsync();
        var startedAt = Clock.Micros;
        var ready = await stage.Gateway.StartAsync(cancellationToken);
        var end = await stage.SettleAsync(cancellationToken);
        var records = await stage.TakeAsync();
        return Describe(queued[0], codes, records, startedAt)
            .Add("resident", use.ResidentMiB, "MiB")
            .Add("resident_peak", use.PeakMiB, "MiB")
            .Add("ready_after_start", ready.TotalSeconds, "s")
            .Add("receipts_after_start", (end.LastAt - startedAt) / MicrosPerSecond, "s")
            .Add("resident_while_draining", stage.Gateway.Measure().PeakMiB, "MiB");
    }

    private static FigureList Describe(DriveResult queued, Traffic codes, IReadOnlyList<SubmitRecord> records, long startedAt)
    {
        var ofCodes = records.Where(record => record.IsOf(codes)).Select(record => record.ReceivedAt).Order().ToList();
        var after = records.Where(record => record.ReceivedAt > startedAt).ToList();
        return new FigureList()
            .Add("messages", after.Count)
            .Add("queued_per_second", queued.Messages * MicrosPerSecond / (queued.LastAcceptedAt - queued.StartedAt), "/s")
            .Add("first_code_after_start", (ofCodes[0] - startedAt) / MicrosPerSecond, "s")
            .Add("last_code_after_start", (ofCodes[^1] - startedAt) / MicrosPerSecond, "s")
            .Add("drained_after_start", (after.Max(record => record.ReceivedAt) - startedAt) / MicrosPerSecond, "s");
    }
}
