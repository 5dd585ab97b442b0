using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Processes;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>A marketing backlog in front of one bind, and codes that must not wait for it.</summary>
internal sealed class Blast(int backlog, int tps, int codesPerSecond)
{
    private const int BatchSize = 1_000;
    private const int BatchConnections = 16;
    private const int CodeConnections = 8;

    private readonly Traffic _marketing = new(new TrafficOptions { Lane = 0, Size = BatchSize, Category = "marketing" });
    private readonly Traffic _codes = new(new TrafficOptions { Lane = 1, Recipients = 10_000, Category = "authentication" });

    /// <summary>Long enough for the 99th percentile of ten codes a second to mean something.</summary>
    public static StageSettings Settings { get; } = new() { Gateway = new GatewayOptions { Binds = 1 }, Lasts = TimeSpan.FromSeconds(60) };

    /// <summary>What the bind lets through.</summary>
    public int Tps => tps;

    public static Blast Read(Arguments arguments) => new(
        arguments.Number("backlog", 100_000, BatchSize, 5_000_000),
        arguments.Number("limit", 500, 1, 100_000),
        arguments.Number("rate", 10, 1, 1_000));

    /// <summary>Before anything limits the bind.</summary>
    public Task WarmUpAsync(Stage stage, CancellationToken cancellationToken) =>
        stage.WarmUpAsync([(_marketing, BatchConnections), (_codes, CodeConnections)], cancellationToken);

    /// <summary>Queues the backlog, then sends codes past it.</summary>
    public async Task<BlastSeen> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.OfferAsync([new Offer(_marketing, Pace.Of(backlog / BatchSize), BatchConnections)], cancellationToken);
        await stage.TakeAsync();
        var before = (await stage.Carrier.StatsAsync(), Clock.Micros);
        var drives = await stage.OfferAsync([new Offer(_codes, Pace.For(stage.Settings.Lasts, codesPerSecond), CodeConnections)], cancellationToken);
        var after = (await stage.Carrier.StatsAsync(), Clock.Micros);
        var records = await stage.TakeAsync();
        return new BlastSeen(drives[0], Latencies.Of(records.Where(record => record.IsOf(_codes))), stage.Accepted, before, after, tps);
    }
}

/// <summary>What was seen while codes went past the backlog.</summary>
internal sealed record BlastSeen(
    DriveResult Codes, Latency ToCarrier, long Accepted, (CarrierStats Stats, long At) Before, (CarrierStats Stats, long At) After, int Tps)
{
    private const double Percent = 100;

    public FigureList AddTo(FigureList figures)
    {
        var seconds = (After.At - Before.At) / 1_000_000.0;
        var useful = After.Stats.Accepted - Before.Stats.Accepted;
        var throttled = After.Stats.Throttled - Before.Stats.Throttled;
        return figures.Add("codes", Codes.Messages)
            .Add("code_to_carrier", ToCarrier)
            .Add("code_http", Codes.Latency.Summarize())
            .Add("submitted_per_second", useful / seconds, "/s")
            .Add("useful_rate", Percent * useful / seconds / Tps, "% of the limit")
            .Add("throttled", Percent * throttled / Math.Max(1, useful + throttled), "% of the submits")
            .Add("still_waiting", Accepted - After.Stats.Accepted);
    }
}
