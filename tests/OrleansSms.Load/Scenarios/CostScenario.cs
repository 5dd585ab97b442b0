using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>What a message costs the gateway at full speed, receipt included: in batches, then by single POST, half of the time each.</summary>
internal sealed class CostScenario(int recipients) : IScenario
{
    private const int BatchConnections = 16;
    private const int SingleConnections = 128;
    private const double MicrosPerSecondAndThousand = 1_000;

    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtMost("batch_cpu_per_1000", 0.03, 0.015), Target.AtMost("single_cpu_per_1000", 0.07, 0.04)];

    public static CostScenario Read(Arguments arguments) => new(arguments.Number("recipients", 100_000, 1_000, 5_000_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var figures = new FigureList();
        var batch = new Traffic(new TrafficOptions { Lane = 0, Size = 1_000, Recipients = recipients });
        await ObserveAsync(stage, figures, "batch", batch, BatchConnections, cancellationToken);
        await ObserveAsync(stage, figures, "single", new Traffic(new TrafficOptions { Lane = 1, Recipients = recipients }), SingleConnections, cancellationToken);
        return figures;
    }

    private static async Task ObserveAsync(
        Stage stage, FigureList figures, string kind, Traffic traffic, int connections, CancellationToken cancellationToken)
    {
        await stage.WarmUpAsync([(traffic, connections)], cancellationToken);
        var measured = await Measured.RunAsync(stage, [new Offer(traffic, Pace.For(stage.Settings.Lasts / 2), connections)], cancellationToken);
        var cost = new FigureList();
        measured.AddRates(cost).AddCost(cost);
        figures.Add($"{kind}_messages", measured.Messages)
            .Add($"{kind}_cpu_per_1000", cost["gateway_cpu"] / MicrosPerSecondAndThousand, "s")
            .Add($"{kind}_allocated", cost["allocated"], "KiB a message")
            .Add($"{kind}_carrier_cpu", cost["carrier_cpu"], "µs a message")
            .Add($"{kind}_client_cpu", cost["client_cpu"], "µs a message")
            .Add($"{kind}_per_second", cost["messages_per_second"], "/s");
        figures.Wrong.AddRange(cost.Wrong);
    }
}
