using System.Globalization;
using OrleansSms.Load.Carrier;
using OrleansSms.Load.Clients;
using OrleansSms.Load.Offering;
using OrleansSms.Load.Staging;

namespace OrleansSms.Load.Auditing;

/// <summary><c>audit</c>: kills the gateway under load, again and again, and proves that what it promised holds.</summary>
internal static class AuditCommand
{
    /// <summary>What may be on its way to the carrier beside the window: one commit's worth of intents.</summary>
    private const int CommitMessages = 256;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

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
        var comparison = await SettleAsync(stage, options, drives, since, cancellationToken);
        var unmarked = new List<string>();
        foreach (var message in comparison.Duplicated)
        {
            if (!await stage.Api.HasEntryAsync(message.Id, "uncertain", cancellationToken))
            {
                unmarked.Add(message.Id);
            }
        }

        return new AuditResult
        {
            Comparison = comparison,
            Drives = drives,
            DuplicatesAllowed = options.Holds ? 0 : options.Kills * options.Gateway.Binds * (options.Gateway.Window + CommitMessages),
            Unmarked = unmarked,
            Unrecorded = (await stage.Carrier.StatsAsync()).Unrecorded,
            Restarts = restarts,
            Kills = kills,
        };
    }

    /// <summary>Looks again until everything has ended, or for so long.</summary>
    private static async Task<Comparison> SettleAsync(
        Stage stage, AuditOptions options, IReadOnlyList<DriveResult> drives, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var until = Clock.Micros + (options.SettleSeconds * 1_000_000L);
        await stage.SettleAsync(cancellationToken);
        var records = new List<SubmitRecord>();
        while (true)
        {
            records.AddRange(await stage.TakeAsync());
            var comparison = new Comparison(records);
            await foreach (var message in stage.Api.ListAsync(since, cancellationToken))
            {
                comparison.Add(message);
            }

            comparison.Judge(drives.SelectMany(MessagesOf));
            var open = comparison.Lost + comparison.Statuses.GetValueOrDefault("sending");
            if (open == 0 || Clock.Micros > until || (!options.Holds && comparison.Lost == 0))
            {
                return comparison;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static IEnumerable<MessageKey> MessagesOf(DriveResult drive) =>
        drive.Accepted.SelectMany(request => Enumerable.Range(0, drive.Traffic.Size).Select(row => drive.Traffic.KeyOf(request, row)));
}
