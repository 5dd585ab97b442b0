using OrleansSms.Load.Figures;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Codes at a low rate while a marketing backlog waits behind one bind whose TPS is agreed and set at the gateway.</summary>
internal sealed class AuthBehindBindScenario(Blast blast) : IScenario
{
    public StageSettings Settings => Blast.Settings;

    public IReadOnlyList<Target> Targets => [Target.AtMost("code_to_carrier_p99", 15, 6)];

    public static AuthBehindBindScenario Read(Arguments arguments) => new(Blast.Read(arguments));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        await blast.WarmUpAsync(stage, cancellationToken);
        await stage.Api.LimitCarrierAsync(blast.Tps, cancellationToken);
        var seen = await blast.ObserveAsync(stage, cancellationToken);
        await stage.Api.LimitCarrierAsync(0, cancellationToken);
        return seen.AddTo(new FigureList());
    }
}
