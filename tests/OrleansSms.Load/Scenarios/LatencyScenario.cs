using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Single messages at a rate that leaves the gateway idle: how long one takes to the carrier, from when it was due.</summary>
internal sealed class LatencyScenario(int perSecond, int connections) : IScenario
{
    public StageSettings Settings => new();

    public IReadOnlyList<Target> Targets => [Target.AtMost("to_carrier_p50", 0.8, 0.5), Target.AtMost("to_carrier_p99", 4, 2)];

    public static LatencyScenario Read(Arguments arguments) => new(arguments.Number("rate", 200, 1, 20_000), arguments.Number("connections", 16, 1, 500));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var traffic = new Traffic(new TrafficOptions { Recipients = 10_000 });
        await stage.WarmUpAsync([(traffic, connections)], cancellationToken);
        var measured = await Measured.RunAsync(stage, [new Offer(traffic, Pace.For(stage.Settings.Lasts, perSecond), connections)], cancellationToken);
        var figures = new FigureList()
            .Add("messages", measured.Messages)
            .Add("to_carrier", measured.ToCarrier(traffic))
            .Add("http", measured.Drives[0].Latency.Summarize());
        measured.AddCost(figures);
        return figures;
    }
}
