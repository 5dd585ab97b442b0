using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Batches as fast as they are answered, to recipients that the gateway knows, with receipts.</summary>
internal sealed class BatchScenario(int size, int recipients, int connections) : IScenario
{
    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtLeast("messages_per_second", 60_000, 110_000)];

    public static BatchScenario Read(Arguments arguments) => new(
        arguments.Number("batch-size", 1_000, 2, 10_000),
        arguments.Number("recipients", 100_000, 2, 5_000_000),
        arguments.Number("connections", 16, 1, 500));

    public Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken) =>
        Saturation.ObserveAsync(stage, new Traffic(new TrafficOptions { Size = size, Recipients = recipients }), connections, cancellationToken);
}
