using OrleansSms.Load.Figures;
using OrleansSms.Load.Http;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>A campaign to contacts that were imported, each text its own, a cap and a duplicate window on, receipts for all: from the launch to the last receipt, and to the report that has them all.</summary>
internal sealed class CampaignScenario(int count) : IScenario
{
    private const double MicrosPerSecond = 1_000_000;

    // Nothing warms it up: what a marketer waits for begins with a gateway as it is.
    public StageSettings Settings => Saturation.Settings with { Warm = TimeSpan.Zero };

    public IReadOnlyList<Target> Targets => [Target.AtMost("launched_to_last_receipt", 60, 35), Target.AtMost("resident_peak", 2_048, 1_024)];

    public static CampaignScenario Read(Arguments arguments) => new(arguments.Number("recipients", 1_000_000, 1_000, 10_000_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var api = new CampaignApi(stage.Api);
        await api.TurnRulesOnAsync(cancellationToken);
        var importedFrom = Clock.Micros;
        await api.ImportAsync(count, cancellationToken);
        var launchedAt = Clock.Micros;
        var id = await api.LaunchAsync(cancellationToken);
        var report = await api.DeliveredAsync(id, count, cancellationToken);
        var reportedAt = Clock.Micros;
        var stats = await stage.Carrier.StatsAsync();
        var records = (await stage.Carrier.TakeAsync()).ToList();
        var recipients = records.Select(static record => record.Recipient).ToHashSet();
        return new FigureList()
            .Add("messages", records.Count)
            .Add("imported", (launchedAt - importedFrom) / MicrosPerSecond, "s")
            .Add("launched_to_last_receipt", (stats.LastReceiptAt - launchedAt) / MicrosPerSecond, "s")
            .Add("launched_to_last_counted", (reportedAt - launchedAt) / MicrosPerSecond, "s")
            .Add("messages_per_second", count * MicrosPerSecond / (stats.LastReceiptAt - launchedAt), "/s")
            .Add("resident_peak", stage.Gateway.Measure().PeakMiB, "MiB")
            .AddFault("missing", count - recipients.Count, "recipients never got it")
            .AddFault("twice", records.Count - recipients.Count, "recipients got it twice")
            .AddFault("miscounted", Math.Abs(report.GetProperty("total").GetProperty("sent").GetInt64() - records.Count), "messages the report has more or less than the carrier");
    }
}
