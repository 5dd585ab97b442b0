using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Batches as fast as they are answered, every message to a recipient that the gateway has never seen, with receipts.</summary>
internal sealed class ColdScenario(int size, int connections) : IScenario
{
    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtLeast("messages_per_second", 25_000, 35_000)];

    public static ColdScenario Read(Arguments arguments) => new(arguments.Number("batch-size", 1_000, 2, 10_000), arguments.Number("connections", 16, 1, 500));

    public Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken) =>
        Saturation.ObserveAsync(stage, new Traffic(new TrafficOptions { Size = size, Recipients = 0 }), connections, cancellationToken);
}
