using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Single messages as fast as they are answered, with receipts.</summary>
internal sealed class SingleScenario(int recipients, int connections) : IScenario
{
    public StageSettings Settings => Saturation.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtLeast("messages_per_second", 20_000, 35_000), Target.AtMost("http_p99", 15)];

    public static SingleScenario Read(Arguments arguments) =>
        new(arguments.Number("recipients", 100_000, 1, 5_000_000), arguments.Number("connections", 128, 1, 500));

    public Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken) =>
        Saturation.ObserveAsync(stage, new Traffic(new TrafficOptions { Recipients = recipients }), connections, cancellationToken);
}
