using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Codes at a fixed rate while batches of marketing take all the CPU that there is.</summary>
internal sealed class AuthUnderLoadScenario(int codesPerSecond, int batchConnections) : IScenario
{
    private const int CodeConnections = 32;

    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtMost("code_to_carrier_p99", 50, 25)];

    public static AuthUnderLoadScenario Read(Arguments arguments) =>
        new(arguments.Number("rate", 200, 1, 10_000), arguments.Number("connections", 16, 1, 500));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var marketing = new Traffic(new TrafficOptions { Lane = 0, Size = 1_000, Category = "marketing" });
        var codes = new Traffic(new TrafficOptions { Lane = 1, Recipients = 10_000, Category = "authentication" });
        await stage.WarmUpAsync([(marketing, batchConnections), (codes, CodeConnections)], cancellationToken);

        var flood = Pace.For(stage.Settings.Lasts);
        var measured = await Measured.RunAsync(
            stage, [new Offer(marketing, flood, batchConnections), new Offer(codes, Pace.For(stage.Settings.Lasts, codesPerSecond), CodeConnections)], cancellationToken);
        var figures = new FigureList()
            .Add("codes", measured.Drives[1].Messages)
            .Add("code_to_carrier", measured.ToCarrier(codes))
            .Add("code_http", measured.Drives[1].Latency.Summarize());
        measured.AddRates(figures).AddCost(figures);
        return figures;
    }
}
