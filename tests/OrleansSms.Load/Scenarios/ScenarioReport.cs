using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansSms.Load.Figures;

namespace OrleansSms.Load.Scenarios;

/// <summary>Tells what was measured: a table to read, JSON to keep.</summary>
internal static class ScenarioReport
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line for one of several runs.</summary>
    public static void Progress(ScenarioOptions options, int pair, string build, FigureList run)
    {
        if (options.Pairs > 1 || options.Against is not null)
        {
            var figures = options.Scenario.Targets.Select(target => $"{target.Figure} {Figure.Format(run[target.Figure])}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pair} {build}: {string.Join(", ", figures.Concat(run.Wrong))}"));
        }
    }

    public static async Task TellAsync(
        ScenarioOptions options, IReadOnlyList<FigureList> own, IReadOnlyList<FigureList> others, CancellationToken cancellationToken)
    {
        var spreads = own[0].All.Select(figure => new Spread(figure, own, others)).ToList();
        var table = new Table().Title($"{options.Entry.Name}: {options.Entry.Shows}");
        foreach (var spread in spreads)
        {
            table.Row(spread.Figure.Name.Replace('_', ' '), spread.Text);
        }

        var verdicts = options.Scenario.Targets
            .Select(target => (target.Figure, Verdict: target.Verdict(spreads.First(spread => spread.Figure.Name == target.Figure).Median)))
            .ToList();
        verdicts.ForEach(verdict => table.Row("target, " + verdict.Figure.Replace('_', ' '), verdict.Verdict));
        Console.WriteLine(table.Lines(own.Concat(others).SelectMany(run => run.Wrong)));
        if (options.Json is { } path)
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(Document(options, spreads, verdicts, own.Concat(others)), Json), cancellationToken);
        }
    }

    private static object Document(
        ScenarioOptions options, IEnumerable<Spread> spreads, IEnumerable<(string Figure, string Verdict)> verdicts, IEnumerable<FigureList> runs) => new
        {
            scenario = options.Entry.Name,
            seconds = options.Settings.Lasts.TotalSeconds,
            warm_seconds = options.Settings.Warm.TotalSeconds,
            binds = options.Settings.Gateway.Binds,
            window = options.Settings.Gateway.Window,
            pairs = options.Pairs,
            figures = spreads.ToDictionary(spread => spread.Figure.Name, spread => spread.Document),
            targets = verdicts.ToDictionary(verdict => verdict.Figure, verdict => verdict.Verdict),
            wrong = runs.SelectMany(run => run.Wrong),
        };
}
