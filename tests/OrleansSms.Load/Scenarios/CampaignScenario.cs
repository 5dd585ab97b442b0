using OrleansSms.Load.Carrier;
using OrleansSms.Load.Figures;
using OrleansSms.Load.Http;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>
/// A campaign to contacts that were imported, each text its own, a cap and a duplicate window on, receipts for all: from the launch to the last receipt, and to the report that
/// has them all. With codes beside it, how long those take meanwhile.
/// </summary>
internal sealed class CampaignScenario(int count, int codesPerSecond) : IScenario
{
    private const double MicrosPerSecond = 1_000_000;
    private const int CodeConnections = 32;

    private readonly Traffic _codes = new(new TrafficOptions { Lane = 1, Recipients = 1_000, Category = "authentication" });

    // Nothing warms a campaign up: what a marketer waits for begins with a gateway as it is. Codes are no measure of that.
    public StageSettings Settings => HasCodes ? Saturation.Settings : Saturation.Settings with { Warm = TimeSpan.Zero };

    public IReadOnlyList<Target> Targets => HasCodes
        ? [Target.AtMost("code_to_carrier_p99", 50, 25)]
        : [Target.AtMost("launched_to_last_receipt", 60, 35), Target.AtMost("resident_peak", 2_048, 1_024)];

    private bool HasCodes => codesPerSecond > 0;

    public static CampaignScenario Read(Arguments arguments) =>
        new(arguments.Number("recipients", 1_000_000, 1_000, 10_000_000), arguments.Number("codes", 0, 0, 10_000));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var api = new CampaignApi(stage.Api);
        await api.TurnRulesOnAsync(cancellationToken);
        if (HasCodes)
        {
            await stage.WarmUpAsync([new Client(_codes, CodeConnections, codesPerSecond)], cancellationToken);
        }

        var importedFrom = Clock.Micros;
        await api.ImportAsync(count, cancellationToken);
        var launchedAt = Clock.Micros;
        var pace = Pace.For(TimeSpan.FromDays(1), codesPerSecond);
        var beside = HasCodes ? stage.OfferAsync([new Offer(_codes, pace, CodeConnections)], cancellationToken) : Task.CompletedTask;
        var id = await api.LaunchAsync(cancellationToken);
        var report = await api.DeliveredAsync(id, count, cancellationToken);
        var reportedAt = Clock.Micros;
        pace.Stop();
        await beside;
        await stage.SettleAsync(cancellationToken);
        var figures = new FigureList()
            .Add("imported", (launchedAt - importedFrom) / MicrosPerSecond, "s")
            .Add("launched_to_last_counted", (reportedAt - launchedAt) / MicrosPerSecond, "s")
            .Add("resident_peak", stage.Gateway.Measure().PeakMiB, "MiB");
        var lastAt = Math.Min(reportedAt, (await stage.Carrier.StatsAsync()).LastReceiptAt);
        Judge(figures, await stage.TakeAsync(), report.GetProperty("total").GetProperty("sent").GetInt64());
        return figures.Add("launched_to_last_receipt", (lastAt - launchedAt) / MicrosPerSecond, "s")
            .Add("messages_per_second", count * MicrosPerSecond / (lastAt - launchedAt), "/s");
    }

    private void Judge(FigureList figures, IReadOnlyList<SubmitRecord> all, long counted)
    {
        var ofCodes = all.ToLookup(record => record.IsOf(_codes));
        if (HasCodes)
        {
            figures.Add("codes", ofCodes[true].Count()).Add("code_to_carrier", Latencies.Of(ofCodes[true]));
        }

        var messages = ofCodes[false].Count();
        var recipients = ofCodes[false].Select(static record => record.Recipient).ToHashSet();
        figures.Add("messages", messages)
            .AddFault("missing", count - recipients.Count, "recipients never got it")
            .AddFault("twice", messages - recipients.Count, "recipients got it twice")
            .AddFault("miscounted", Math.Abs(counted - messages), "messages the report has more or less than the carrier");
    }
}
