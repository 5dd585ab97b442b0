namespace OrleansSms.Load.Scenarios;

/// <summary>One command: its name, what it shows, its own options with their defaults.</summary>
internal sealed record ScenarioEntry(string Name, string Shows, string Options, Func<Arguments, IScenario> Read);

/// <summary>Every scenario there is.</summary>
internal static class ScenarioCatalog
{
    public static IReadOnlyList<ScenarioEntry> All { get; } =
    [
        new("batch", "batches of 1,000, known recipients", "--batch-size 1000 --recipients 100000 --connections 16", BatchScenario.Read),
        new("rules", "batches without rules and with all of them, in turn", "--batch-size 1000 --recipients 300000 --connections 16 --rounds 3", RulesScenario.Read),
        new("cold", "batches of 1,000, every recipient new", "--batch-size 1000 --connections 16", ColdScenario.Read),
        new("single", "single POST", "--recipients 100000 --connections 128", SingleScenario.Read),
        new("latency", "idle: single POST at a low rate", "--rate 200 --connections 16", LatencyScenario.Read),
        new("webhook", "single POST with a signed webhook for each final status", "--recipients 100000 --connections 128", WebhookScenario.Read),
        new("auth-behind-bind", "codes past a marketing backlog behind a bind of limited TPS", "--backlog 100000 --limit 500 --rate 10", AuthBehindBindScenario.Read),
        new("auth-throttled", "the same, and the carrier throttles instead", "--backlog 100000 --limit 500 --rate 10", AuthThrottledScenario.Read),
        new("auth-under-load", "codes while batches take all CPU", "--rate 200 --connections 16", AuthUnderLoadScenario.Read),
        new("backlog", "a million queued, kill -9, start, drain", "--count 1000000", BacklogScenario.Read),
        new("cost", "CPU and allocation of batches and of single POST", "--recipients 100000", CostScenario.Read),
        new("overload", "more than can be sustained for a minute", "--factor 3 --batch-size 100 --connections 1000", OverloadScenario.Read),
        new("soak", "half the peak for long, minute by minute", "--minutes 30 --connections 128", SoakScenario.Read),
        new("campaign", "a campaign to a million new recipients, each text its own", "--recipients 1000000 --codes 0", CampaignScenario.Read),
        new("dry-run", "a dry run of a campaign to a million recipients, each text its own", "--recipients 1000000", DryRunScenario.Read),
        new("cluster", "silos over one storage account", "--silos 3 --batch-size 100 --recipients 100000 --connections 24 --rate 0", ClusterScenario.Read),
        new("checkpoint", "codes while a big database is checkpointed", "--rows 5000000 --bulk-rate 5000 --rate 200 --data DIR", CheckpointScenario.Read),
    ];

    public static ScenarioEntry Find(string? name) =>
        All.FirstOrDefault(entry => entry.Name == name) ?? throw new UsageException($"There is no scenario {name}.");
}
