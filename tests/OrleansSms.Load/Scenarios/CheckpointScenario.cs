using OrleansSms.Load.Carrier;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>
/// Codes while bulk goes on at a steady rate over a database of millions of messages: how long they take while the database is checkpointed, and otherwise.
/// The messages are written through the gateway; a data directory that is given keeps them for the next run.
/// </summary>
internal sealed class CheckpointScenario(int rows, int bulkPerSecond, int codesPerSecond, string? data) : IScenario
{
    private const int BatchSize = 500;
    private const int BatchConnections = 16;
    private const int CodeConnections = 32;
    private const double Percent = 100;

    public StageSettings Settings => Saturation.Settings with
    {
        Lasts = TimeSpan.FromSeconds(60),
        Gateway = Saturation.Settings.Gateway with { Data = data },
    };

    public IReadOnlyList<Target> Targets => [Target.AtMost("code_in_checkpoint_p99", 50, 25)];

    private bool IsFilled { get; } = data is not null && Directory.Exists(data);

    public static CheckpointScenario Read(Arguments arguments) => new(
        arguments.Number("rows", 5_000_000, 0, 50_000_000),
        arguments.Number("bulk-rate", 5_000, BatchSize, 200_000),
        arguments.Number("rate", 200, 1, 10_000),
        arguments.Text("data") is { } data ? Path.GetFullPath(data) : null);

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var bulk = new Traffic(new TrafficOptions { Lane = 0, Size = BatchSize });
        var codes = new Traffic(new TrafficOptions { Lane = 1, Recipients = 10_000, Category = "authentication" });
        await stage.WarmUpAsync([(bulk, BatchConnections), (codes, CodeConnections)], cancellationToken);
        if (!IsFilled && rows > 0)
        {
            await stage.OfferAsync([new Offer(bulk, Pace.Of(rows / BatchSize), BatchConnections)], cancellationToken);
            await stage.SettleAsync(cancellationToken);
            await stage.TakeAsync();
        }

        using var watch = new CheckpointWatch(stage.Gateway.DataDirectory);
        var measured = await Measured.RunAsync(
            stage,
            [
                new Offer(bulk, Pace.For(stage.Settings.Lasts, (double)bulkPerSecond / BatchSize), BatchConnections),
                new Offer(codes, Pace.For(stage.Settings.Lasts, codesPerSecond), CodeConnections),
            ],
            cancellationToken);
        return Describe(stage, measured, codes, watch.Stop());
    }

    private static FigureList Describe(Stage stage, Measured measured, Traffic codes, IReadOnlyList<(long From, long To)> checkpoints)
    {
        var byWhen = measured.Records.Where(record => record.IsOf(codes))
            .ToLookup(code => checkpoints.Any(window => code.DueAt <= window.To && code.ReceivedAt >= window.From));
        var figures = new FigureList()
            .Add("messages", measured.Messages)
            .Add("database", new DirectoryInfo(stage.Gateway.DataDirectory).EnumerateFiles().Sum(file => file.Length) / 1048576.0, "MiB")
            .Add("checkpoints", checkpoints.Count)
            .Add("checkpoint_time", Percent * checkpoints.Sum(window => window.To - window.From) / stage.Settings.Lasts.TotalMicroseconds, "% of the time")
            .Add("checkpoint_longest", checkpoints.Select(window => window.To - window.From).DefaultIfEmpty().Max() / 1_000.0, "ms")
            .Add("codes_in_checkpoint", byWhen[true].Count())
            .Add("code_in_checkpoint", Latencies.Of(byWhen[true]))
            .Add("code_outside", Latencies.Of(byWhen[false]));
        measured.AddCost(figures);
        return figures;
    }
}
