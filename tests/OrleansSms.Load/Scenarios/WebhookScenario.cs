using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Single messages as fast as they are answered, and each one's final status posted to a customer, signed; counted to the last post.</summary>
internal sealed class WebhookScenario(int recipients, int connections) : IScenario
{
    public StageSettings Settings => Saturation.Settings with { HasWebhook = true };

    public IReadOnlyList<Target> Targets => [Target.AtLeast("messages_per_second", 12_000, 20_000)];

    public static WebhookScenario Read(Arguments arguments) =>
        new(arguments.Number("recipients", 100_000, 1, 5_000_000), arguments.Number("connections", 128, 1, 500));

    public Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken) =>
        Saturation.ObserveAsync(stage, new Traffic(new TrafficOptions { Recipients = recipients }), connections, cancellationToken);
}
