using OrleansSms.Load.Processes;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary>How a scenario is run: what all of them understand.</summary>
internal sealed record ScenarioOptions
{
    public required ScenarioEntry Entry { get; init; }

    public required IScenario Scenario { get; init; }

    public required StageSettings Settings { get; init; }

    /// <summary>Runs of each build, in turn; 1 without another build is a single run.</summary>
    public int Pairs { get; init; } = 1;

    /// <summary>Another build to compare with.</summary>
    public string? Against { get; init; }

    /// <summary>File to write the figures to.</summary>
    public string? Json { get; init; }

    public static ScenarioOptions Read(Arguments arguments)
    {
        var entry = ScenarioCatalog.Find(arguments.Word([.. ScenarioCatalog.All.Select(known => known.Name)]));
        var scenario = entry.Read(arguments);
        var settings = scenario.Settings;
        var options = new ScenarioOptions
        {
            Entry = entry,
            Scenario = scenario,
            Settings = settings with
            {
                Warm = TimeSpan.FromSeconds(arguments.Number("warm", (int)settings.Warm.TotalSeconds, 0, 600)),
                Lasts = TimeSpan.FromSeconds(arguments.Number("seconds", (int)settings.Lasts.TotalSeconds, 1, 86_400)),
                Gateway = GatewayOptions.Read(arguments, settings.Gateway),
            },
            Pairs = arguments.Number("pairs", 1, 1, 100),
            Against = arguments.Text("against") is { } against ? GatewayOptions.BuildAt(against) : null,
            Json = arguments.Text("json"),
        };
        arguments.End();
        return options;
    }
}
