using OrleansSms.Load.Figures;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Codes at a low rate while a marketing backlog waits, and nobody has told the gateway what the carrier allows: it throttles what is above.</summary>
internal sealed class AuthThrottledScenario(Blast blast) : IScenario
{
    public StageSettings Settings => Blast.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtLeast("useful_rate", 95, 98), Target.AtMost("throttled", 2, 1)];

    public static AuthThrottledScenario Read(Arguments arguments) => new(Blast.Read(arguments));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        await blast.WarmUpAsync(stage, cancellationToken);
        await stage.Carrier.ThrottleAsync(blast.Tps);
        var seen = await blast.ObserveAsync(stage, cancellationToken);
        await stage.Carrier.ThrottleAsync(0);
        return seen.AddTo(new FigureList());
    }
}
