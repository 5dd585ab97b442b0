using OrleansSms.Load.Figures;
using OrleansSms.Load.Http;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>A dry run of a campaign to contacts that were imported, each text its own, a cap and a duplicate window on: from the request to the answer that has looked at everyone.</summary>
internal sealed class DryRunScenario(int count) : IScenario
{
    private const double MicrosPerSecond = 1_000_000;

    // Nothing warms it up: what a marketer waits for begins with a gateway as it is.
    public StageSettings Settings => Saturation.Settings with { Warm = TimeSpan.Zero };

    public IReadOnlyList<Target> Targets => [Target.AtMost("dry_run", 60, 30), Target.AtMost("resident_peak", 2_048, 1_024)];

    public static DryRunScenario Read(Arguments arguments) => new(arguments.Number("recipients", 1_000_000, 1_000, 10_000_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var api = new CampaignApi(stage.Api);
        await api.TurnRulesOnAsync(cancellationToken);
        await api.ImportAsync(count, cancellationToken);
        var id = await api.DraftAsync(cancellationToken);
        var begunAt = Clock.Micros;
        var answer = await api.DryRunAsync(id, cancellationToken);
        var seconds = (Clock.Micros - begunAt) / MicrosPerSecond;
        return new FigureList()
            .Add("dry_run", seconds, "s")
            .Add("recipients_per_second", count / seconds, "/s")
            .Add("samples", answer.GetProperty("samples").GetArrayLength())
            .Add("resident_peak", stage.Gateway.Measure().PeakMiB, "MiB")
            .AddFault("not_going", count - answer.GetProperty("go").GetInt64(), "recipients would not get it")
            .AddFault("sent", (await stage.Carrier.StatsAsync()).Accepted, "messages came to the carrier");
    }
}
