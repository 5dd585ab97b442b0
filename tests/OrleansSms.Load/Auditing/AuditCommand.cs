using System.Globalization;
using OrleansSms.Load.Driving;
using OrleansSms.Load.Http;
using OrleansSms.Load.Processes;

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
        using var directory = new WorkDirectory(options.Gateway.Keep);
        using var carrier = await CarrierProcess.StartAsync(receipts: true, directory.Path, cancellationToken);
        using var gateway = new Gateway(options.Gateway, directory.Path, carrier.Port);
        try
        {
            var result = await RunAsync(new Stage(options, new Workload(options.Workload), gateway, carrier), cancellationToken);
            directory.Keep |= result.Broken.Count > 0;
            return result;
        }
        catch (Exception e) when (e is LoadException or HttpRequestException)
        {
            directory.Keep = true;
            await Console.Error.WriteLineAsync(gateway.LogTail());
            throw;
        }
    }

    private static async Task<AuditResult> RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetUtcNow();
        await stage.Gateway.StartAsync(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loop = new ClosedLoop(0, stage.MaxRequests);
        var driving = new Driver(stage.Workload, stage.Gateway.EndPoint).RunAsync(stage.Options.Connections, loop, ending.Token);
        var kills = new List<string>();
        var restarts = new List<TimeSpan>();
        DriveResult drive;
        try
        {
            await KillAsync(stage, kills, restarts, cancellationToken);
            loop.Stop();
            drive = await driving;
        }
        catch
        {
            await ending.CancelAsync();
            await ((Task)driving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await JudgeAsync(stage, drive, kills, restarts, since, cancellationToken);
    }

    /// <summary>Kills and restarts while the clients go on; after the last restart they go on for as long once more.</summary>
    private static async Task KillAsync(Stage stage, List<string> kills, List<TimeSpan> restarts, CancellationToken cancellationToken)
    {
        var random = new Random(stage.Options.Seed);
        var (from, to) = stage.Options.SecondsBetween;
        for (var kill = 0; kill < stage.Options.Kills; kill++)
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
        Stage stage, DriveResult drive, List<string> kills, List<TimeSpan> restarts, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var api = new GatewayApi(stage.Gateway.EndPoint);
        var comparison = await SettleAsync(stage, drive, api, since, cancellationToken);
        var unmarked = new List<string>();
        foreach (var message in comparison.Duplicated)
        {
            if (!await api.HasEntryAsync(message.Id, "uncertain", cancellationToken))
            {
                unmarked.Add(message.Id);
            }
        }

        return new AuditResult
        {
            Comparison = comparison,
            Drive = drive,
            DuplicatesAllowed = stage.Options.Holds ? 0 : stage.Options.Kills * stage.Options.Gateway.Binds * (stage.Options.Gateway.Window + CommitMessages),
            Unmarked = unmarked,
            Unrecorded = (await stage.Carrier.StatsAsync()).Unrecorded,
            Restarts = restarts,
            Kills = kills,
        };
    }

    /// <summary>Looks again until everything has ended, or for so long.</summary>
    private static async Task<Comparison> SettleAsync(
        Stage stage, DriveResult drive, GatewayApi api, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var messages = drive.Accepted.Sum(request => (long)stage.Workload.SizeOf(request));
        var until = Clock.Micros + (stage.Options.SettleSeconds * 1_000_000L);
        await Settling.WaitAsync(stage.Carrier, messages, receipts: true, Look, cancellationToken);
        while (true)
        {
            var comparison = new Comparison(await stage.Carrier.ReadLogAsync());
            await foreach (var message in api.ListAsync(since, cancellationToken))
            {
                comparison.Add(message);
            }

            comparison.Judge(drive.Accepted.SelectMany(stage.Workload.MessagesOf), receipts: true);
            var open = comparison.Lost + comparison.Statuses.GetValueOrDefault("sending");
            if (open == 0 || Clock.Micros > until || (!stage.Options.Holds && comparison.Lost == 0))
            {
                return comparison;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private sealed record Stage(AuditOptions Options, Workload Workload, Gateway Gateway, CarrierProcess Carrier)
    {
        public long MaxRequests => (long)Options.MaxMessages * Options.Workload.BatchEvery / (Options.BatchSize + Options.Workload.BatchEvery - 1);
    }
}
