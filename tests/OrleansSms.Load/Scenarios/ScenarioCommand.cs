using OrleansSms.Load.Figures;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Scenarios;

/// <summary><c>scenario NAME</c>: one run, or pairs of runs of two builds in turn.</summary>
internal static class ScenarioCommand
{
    public static async Task<int> ExecuteAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = ScenarioOptions.Read(arguments);
        var (own, others) = (new List<FigureList>(), new List<FigureList>());
        for (var pair = 1; pair <= options.Pairs; pair++)
        {
            own.Add(await RunAsync(options, options.Settings, cancellationToken));
            ScenarioReport.Progress(options, pair, "this build", own[^1]);
            if (options.Against is { } against)
            {
                others.Add(await RunAsync(options, options.Settings with { Gateway = options.Settings.Gateway with { Build = against } }, cancellationToken));
                ScenarioReport.Progress(options, pair, "the other", others[^1]);
            }
        }

        await ScenarioReport.TellAsync(options, own, others, cancellationToken);
        return own.Concat(others).All(run => run.Wrong.Count == 0) ? 0 : 1;
    }

    /// <summary>One run, by its command line.</summary>
    public static Task<FigureList> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = ScenarioOptions.Read(arguments);
        return RunAsync(options, options.Settings, cancellationToken);
    }

    private static async Task<FigureList> RunAsync(ScenarioOptions options, StageSettings settings, CancellationToken cancellationToken)
    {
        using var stage = await Stage.SetAsync(settings, cancellationToken);
        try
        {
            var figures = await options.Scenario.ObserveAsync(stage, cancellationToken);
            await stage.CloseAsync(figures, cancellationToken);
            return figures;
        }
        catch (Exception e) when (e is LoadException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(stage.Gateway.LogTail());
            throw;
        }
    }
}
