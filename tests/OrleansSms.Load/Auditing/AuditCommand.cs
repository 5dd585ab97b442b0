using System.Globalization;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Auditing;

/// <summary><c>audit</c>: kills the gateway under load, again and again, and proves that what it promised holds.</summary>
internal static class AuditCommand
{
    public static async Task<int> ExecuteAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = AuditOptions.Read(arguments);
        var result = await RunAsync(options, cancellationToken);
        AuditReport.Print(options, result);
        return result.Broken.Count == 0 ? 0 : 1;
    }

    public static async Task<AuditResult> RunAsync(AuditOptions options, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        using var stage = await Stage.SetAsync(new StageSettings { Gateway = options.Gateway }, cancellationToken);
        try
        {
            var result = await RunAsync(stage, options, since, cancellationToken);
            stage.Keep |= result.Broken.Count > 0;
            return result;
        }
        catch (Exception e) when (e is LoadException or HttpRequestException)
        {
            stage.Keep = true;
            await Console.Error.WriteLineAsync(stage.Gateway.LogTail());
            throw;
        }
    }

    private static async Task<AuditResult> RunAsync(Stage stage, AuditOptions options, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var offers = options.Offers();
        var offering = stage.OfferAsync(offers, ending.Token);
        var kills = new List<string>();
        var restarts = new List<TimeSpan>();
        try
        {
            await KillAsync(stage, options, kills, restarts, cancellationToken);
            foreach (var offer in offers)
            {
                offer.Pace.Stop();
            }

            return await JudgeAsync(stage, options, await offering, kills, restarts, since, cancellationToken);
        }
        catch
        {
            await ending.CancelAsync();
            await ((Task)offering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Kills and restarts while the clients go on; after the last restart they go on for as long once more.</summary>
    private static async Task KillAsync(
        Stage stage, AuditOptions options, List<string> kills, List<TimeSpan> restarts, CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        var (from, to) = options.SecondsBetween;
        for (var kill = 0; kill < options.Kills; kill++)
        {
            var wait = TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from)));
            await Task.Delay(wait, cancellationToken);
            if (stage.Gateway.HasExited)
            {
                throw new LoadException("The gateway ended by itself.");
            }

            await stage.Gateway.KillAsync();
            var stats = await stage.Carrier.StatsAsync();
            restarts.Add(await stage.Gateway.StartAsync(cancellationToken));
            kills.Add(string.Create(
                CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0.00} s after ready, {stats.Accepted:N0} at the carrier; ready again after {restarts[^1].TotalSeconds:0.0} s"));
        }

        await Task.Delay(TimeSpan.FromSeconds(from), cancellationToken);
    }

    private static async Task<AuditResult> JudgeAsync(
        Stage stage, AuditOptions options, IReadOnlyList<DriveResult> drives, List<string> kills, List<TimeSpan> restarts, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var comparison = await Settlement.RunAsync(
            stage,
            drives,
            since,
            options.SettleSeconds,
            comparison => comparison.Lost == 0 && (!options.Holds || comparison.Statuses.GetValueOrDefault("sending") == 0),
            cancellationToken);
        return new AuditResult
        {
            Comparison = comparison,
            Drives = drives,
            DuplicatesAllowed = options.Holds ? 0 : options.Kills * options.Gateway.Binds * (options.Gateway.Window + Settlement.CommitMessages),
            Unmarked = await Settlement.UnmarkedAsync(stage.Api, comparison, cancellationToken),
            Unrecorded = (await stage.Carrier.StatsAsync()).Unrecorded,
            Restarts = restarts,
            Kills = kills,
        };
    }
}
