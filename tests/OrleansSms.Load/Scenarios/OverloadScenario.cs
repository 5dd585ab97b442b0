using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>
/// Three times what the gateway can sustain, by clients that do not wait their turn and do not come again, while codes go on at a low rate: before, during and after.
/// </summary>
internal sealed class OverloadScenario(double factor, int batchSize, int connections) : IScenario
{
    private const int SustainedConnections = 16;
    private const int CodeConnections = 16;
    private const int CodesPerSecond = 50;
    private const double MicrosPerSecond = 1_000_000;

    /// <summary>A code later than so many times the normal 99th percentile is not normal.</summary>
    private const double Normal = 3;

    public StageSettings Settings => Saturation.Settings with { Lasts = TimeSpan.FromSeconds(60) };

    public IReadOnlyList<Target> Targets => [Target.AtMost("recovered_after", 10)];

    public static OverloadScenario Read(Arguments arguments) => new(
        arguments.Number("factor", 3, 1, 20), arguments.Number("batch-size", 100, 2, 10_000), arguments.Number("connections", 1_000, 1, 5_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var bulk = new Traffic(new TrafficOptions { Lane = 0, Size = batchSize });
        var codes = new Traffic(new TrafficOptions { Lane = 1, Recipients = 10_000, Category = "authentication" });
        var lull = stage.Settings.Lasts / 6;
        await stage.WarmUpAsync([(bulk, SustainedConnections), (codes, CodeConnections)], cancellationToken);
        var figures = new FigureList();
        var sustained = await SustainedAsync(stage, bulk, lull, cancellationToken);

        var probe = new Offer(codes, Pace.For(stage.Settings.Lasts + (lull * 3), CodesPerSecond), CodeConnections);
        var flood = new Offer(bulk, Pace.For(stage.Settings.Lasts, factor * sustained / batchSize, after: lull), connections) { Insists = false };
        var drives = await stage.OfferAsync([probe, flood], cancellationToken);
        await stage.SettleAsync(cancellationToken);

        var began = drives[1].StartedAt + (long)lull.TotalMicroseconds;
        var ended = began + (long)stage.Settings.Lasts.TotalMicroseconds;
        var records = await stage.TakeAsync();
        Describe(figures.Add("sustained_per_second", sustained, "/s"), drives[1], stage.Settings.Lasts);
        var drainedAt = records.Where(record => record.IsOf(bulk)).Select(record => record.ReceivedAt).DefaultIfEmpty(ended).Max();
        figures.Add("resident_peak", stage.Gateway.Measure().PeakMiB, "MiB").Add("bulk_drained_after", Math.Max(0, drainedAt - ended) / MicrosPerSecond, "s");
        return AddCodes(figures, [.. records.Where(record => record.IsOf(codes))], began, ended);
    }

    private static async Task<double> SustainedAsync(Stage stage, Traffic bulk, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var rates = new FigureList();
        (await Measured.RunAsync(stage, [new Offer(bulk, Pace.For(lasts), SustainedConnections)], cancellationToken)).AddRates(rates);
        return rates["messages_per_second"];
    }

    private static void Describe(FigureList figures, DriveResult shed, TimeSpan lasts) => figures
        .Add("messages", shed.Messages)
        .Add("offered_per_second", shed.Sent * shed.Traffic.Size / lasts.TotalSeconds, "/s")
        .Add("accepted_per_second", shed.Messages / lasts.TotalSeconds, "/s")
        .Add("answers_202", shed.Answers.GetValueOrDefault(202))
        .Add("answers_429", shed.Answers.GetValueOrDefault(429))
        .Add("answers_503", shed.Answers.GetValueOrDefault(503))
        .AddFault("without_retry_after", shed.WithoutRetryAfter, "answers 429 or 503 do not say when to come again")
        .AddFault("unanswered", shed.LostAnswers, "requests were not answered");

    private static FigureList AddCodes(FigureList figures, List<SubmitRecord> codes, long began, long ended)
    {
        var before = Latencies.Of(codes.Where(code => code.DueAt < began));
        var late = codes.Where(code => code.DueAt >= ended && code.Latency / 1_000.0 > Normal * Math.Max(1, before.P99)).ToList();
        return figures.Add("code_before", before)
            .Add("code_during", Latencies.Of(codes.Where(code => code.DueAt >= began && code.DueAt < ended)))
            .Add("code_after", Latencies.Of(codes.Where(code => code.DueAt >= ended)))
            .Add("recovered_after", late.Count == 0 ? 0 : (late.Max(code => code.ReceivedAt) - ended) / MicrosPerSecond, "s");
    }
}
