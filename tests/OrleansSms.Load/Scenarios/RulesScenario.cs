using OrleansSms.Load.Figures;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>Batches with no rules but the opt-out, and with all of them, in turn in one process: what the rules cost.</summary>
internal sealed class RulesScenario(int size, int recipients, int connections, int rounds) : IScenario
{
    /// <summary>The account that all traffic is of.</summary>
    private const string Policy = "/v1/policies/default";

    private static readonly string[] Category = ["transactional"];
    private static readonly string[] AllCategories = ["marketing", "transactional"];
    private static readonly string[] Countries = ["SE", "GB"];
    private static readonly string[] Denied = ["46719"];

    /// <summary>Each rule is asked of every message, and none of them says no.</summary>
    private static readonly object Everything = new
    {
        require_consent = Category,
        quiet_categories = AllCategories,
        caps = new[] { new { count = 900, window = "PT24H" }, new { count = 1_000, window = "P7D" } },
        duplicate_window = "PT1H",
        countries = Countries,
        denied_prefixes = Denied,
        velocity = new { categories = Category, window = "PT10M", per_prefix = int.MaxValue, adjacent_numbers = int.MaxValue },
        ceilings = new { messages = 1_000_000_000, spend = "1000000000", segment_price = "0.0075" },
    };

    private static readonly object Nothing = new
    {
        require_consent = (string[]?)null,
        quiet_categories = (string[]?)null,
        caps = (object[]?)null,
        duplicate_window = (string?)null,
        countries = Array.Empty<string>(),
        denied_prefixes = (string[]?)null,
        velocity = (object?)null,
        ceilings = (object?)null,
    };

    // Hours without an end, so that it may be run at any hour: they are looked at all the same.
    public StageSettings Settings => Saturation.Settings with { Files = [("quiet-hours.json", HoursOfAllDay)] };

    public IReadOnlyList<Target> Targets => [Target.AtLeast("on_to_off", 0.85, 0.95)];

    private static string HoursOfAllDay => """
        {"version": "load", "notice": "", "caps": [], "holidays": [], "rows": [
          {"jurisdiction": "*", "days": "mon-sun", "from": "00:00", "to": "24:00", "holidays": "same", "category": "marketing", "action": "hold", "source": "a measurement", "verified_on": null}]}
        """;

    public static RulesScenario Read(Arguments arguments) => new(
        arguments.Number("batch-size", 1_000, 2, 10_000),
        arguments.Number("recipients", 300_000, 2, 1_000_000),
        arguments.Number("connections", 16, 1, 500),
        arguments.Number("rounds", 3, 1, 50));

    public async Task<FigureList> ObserveAsync(Stage stage, CancellationToken cancellationToken)
    {
        var traffic = new Traffic(new TrafficOptions { Size = size, Recipients = recipients });
        await stage.Api.ImportConsentsAsync(traffic.AllRecipients(), Category[0], cancellationToken);
        await stage.Api.ChangeAsync(Policy, Everything, cancellationToken);
        await stage.WarmUpAsync([new Client(traffic, connections)], cancellationToken);
        var figures = new FigureList();
        var (on, off) = (new List<FigureList>(), new List<FigureList>());
        for (var round = 0; round < rounds; round++)
        {
            off.Add(await MeasureAsync(stage, Nothing, traffic, figures, cancellationToken));
            on.Add(await MeasureAsync(stage, Everything, traffic, figures, cancellationToken));
        }

        var ratios = on.Zip(off, static (on, off) => on["messages_per_second"] / off["messages_per_second"]).Order().ToArray();
        return figures.Add("messages", on.Concat(off).Sum(static figures => figures["messages"]))
            .Add("off_per_second", Median(off, "messages_per_second"), "/s")
            .Add("on_per_second", Median(on, "messages_per_second"), "/s")
            .Add("off_cpu", Median(off, "gateway_cpu"), "µs a message")
            .Add("on_cpu", Median(on, "gateway_cpu"), "µs a message")
            .Add("on_to_off_least", ratios[0])
            .Add("on_to_off_most", ratios[^1])
            .Add("on_to_off", Spread.Middle(ratios));
    }

    private async Task<FigureList> MeasureAsync(Stage stage, object policy, Traffic traffic, FigureList all, CancellationToken cancellationToken)
    {
        await stage.Api.ChangeAsync(Policy, policy, cancellationToken);
        var measured = await Saturation.MeasureAsync(stage, traffic, connections, cancellationToken);
        var figures = new FigureList();
        measured.AddRates(figures).AddCost(figures);
        all.Wrong.AddRange(figures.Wrong);
        return figures;
    }

    private static double Median(List<FigureList> rounds, string name) => Spread.Middle([.. rounds.Select(figures => figures[name]).Order()]);
}
