using OrleansSms.Load.Auditing;
using OrleansSms.Load.Carrier;
using OrleansSms.Load.Driving;
using OrleansSms.Load.Http;
using OrleansSms.Load.Processes;

namespace OrleansSms.Load.Running;

/// <summary><c>run</c>: drives load at a gateway of its own and measures it after a warm-up.</summary>
internal static class RunCommand
{
    private const long MaxWarmupRequests = 3_000_000;

    private static readonly TimeSpan MaxRound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task<int> ExecuteAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var options = RunOptions.Read(arguments);
        var result = await RunAsync(options, cancellationToken);
        RunReport.Print(options, result);
        return result.IsClean ? 0 : 1;
    }

    public static async Task<RunResult> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        using var directory = new WorkDirectory(options.Gateway.Keep);
        using var carrier = await CarrierProcess.StartAsync(options.Receipts, directory.Path, cancellationToken);
        using var gateway = new Gateway(options.Gateway, directory.Path, carrier.Port);
        var ready = await gateway.StartAsync(cancellationToken);
        using var api = new GatewayApi(gateway.EndPoint);
        var workload = new Workload(options.Workload);
        var warm = await WarmUpAsync(options, workload, gateway, carrier, cancellationToken);
        return await MeasureAsync(new Stage(options, workload, gateway, carrier, api, ready), warm, cancellationToken);
    }

    /// <summary>Load until the code is compiled and every recipient of the warm set is known. Answers the number of the next request.</summary>
    private static async Task<Warm> WarmUpAsync(
        RunOptions options, Workload workload, Gateway gateway, CarrierProcess carrier, CancellationToken cancellationToken)
    {
        if (options.WarmupSeconds == 0)
        {
            return new Warm(0, 0);
        }

        var loop = new ClosedLoop(0, MaxWarmupRequests);
        var driver = new Driver(workload, gateway.EndPoint);
        var driving = driver.RunAsync(options.Connections, loop, cancellationToken);
        await Task.WhenAny(driving, Task.Delay(TimeSpan.FromSeconds(options.WarmupSeconds), cancellationToken));
        var enough = Clock.Micros + (long)MaxRound.TotalMicroseconds;
        while (!driving.IsCompleted && loop.End < workload.RequestsPerRound && Clock.Micros < enough)
        {
            await Task.Delay(100, cancellationToken);
        }

        loop.Stop();
        var result = await driving;
        var submits = result.Accepted.Sum(request => (long)workload.SizeOf(request));
        await Settling.WaitAsync(carrier, submits, options.Receipts, Patience, cancellationToken);
        return new Warm(loop.End, submits);
    }

    private static async Task<RunResult> MeasureAsync(Stage stage, Warm warm, CancellationToken cancellationToken)
    {
        var options = stage.Options;
        var requests = options.IsBatch ? (options.Count + options.Workload.BatchSize - 1) / options.Workload.BatchSize : options.Count;
        var since = TimeProvider.System.GetUtcNow();
        await stage.Carrier.MarkAsync();
        var before = await Sample.TakeAsync(stage.Gateway, stage.Carrier, stage.Api, cancellationToken);
        var driver = new Driver(stage.Workload, stage.Gateway.EndPoint);
        var drive = await DriveAsync(options, driver, warm.NextRequest, requests, cancellationToken);
        var messages = drive.Accepted.Sum(request => (long)stage.Workload.SizeOf(request));
        var stats = await Settling.WaitAsync(stage.Carrier, warm.Messages + messages, options.Receipts, Patience, cancellationToken);
        var after = await Sample.TakeAsync(stage.Gateway, stage.Carrier, stage.Api, cancellationToken);
        var comparison = await CompareAsync(stage, drive, since, cancellationToken);
        return Describe(stage, drive, driver, stats, before, after, comparison);
    }

    private static async Task<DriveResult> DriveAsync(RunOptions options, Driver driver, long first, long count, CancellationToken cancellationToken)
    {
        if (options.Rate == 0)
        {
            return await driver.RunAsync(options.Connections, new ClosedLoop(first, count), cancellationToken);
        }

        using var pacer = new FixedRate(first, count, options.Rate);
        return await driver.RunAsync(options.Connections, pacer, cancellationToken);
    }

    /// <summary>Looks again while something has not ended: a receipt that overtook its answer is matched a moment later.</summary>
    private static async Task<Comparison> CompareAsync(Stage stage, DriveResult drive, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var until = Clock.Micros + (long)Patience.TotalMicroseconds;
        while (true)
        {
            var comparison = new Comparison(await stage.Carrier.ReadLogAsync());
            await foreach (var message in stage.Api.ListAsync(since, cancellationToken))
            {
                comparison.Add(message);
            }

            comparison.Judge(drive.Accepted.SelectMany(stage.Workload.MessagesOf), stage.Options.Receipts);
            if (comparison.Unfinished == 0 || Clock.Micros > until)
            {
                return comparison;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static RunResult Describe(
        Stage stage, DriveResult drive, Driver driver, CarrierStats stats, Sample before, Sample after, Comparison comparison)
    {
        var messages = comparison.Accepted;
        var lastAt = stage.Options.Receipts ? Math.Max(stats.LastReceiptAt, stats.LastSubmitAt) : stats.LastSubmitAt;
        var commits = after.Commits - before.Commits;
        return new RunResult
        {
            Messages = messages,
            AcceptedPerSecond = PerSecond(messages, drive.LastAcceptedAt - drive.StartedAt),
            SubmittedPerSecond = PerSecond(messages, stats.LastSubmitAt - drive.StartedAt),
            ReceiptedPerSecond = stage.Options.Receipts ? PerSecond(messages, stats.LastReceiptAt - drive.StartedAt) : 0,
            Http = driver.Latency.Summarize(),
            ToCarrier = stats.Latency,
            CommitsPerSecond = PerSecond(commits, lastAt - drive.StartedAt),
            MessagesPerCommit = messages / Math.Max(1, commits),
            GatewayCpuPer1000 = (after.GatewayCpu - before.GatewayCpu).TotalSeconds * 1000 / Math.Max(1, messages),
            CarrierCpuPer1000 = (after.CarrierCpu - before.CarrierCpu).TotalSeconds * 1000 / Math.Max(1, messages),
            ClientCpuPer1000 = (after.OwnCpu - before.OwnCpu).TotalSeconds * 1000 / Math.Max(1, messages),
            ResidentMiB = after.ResidentMiB,
            ReadySeconds = stage.Ready.TotalSeconds,
            Lost = comparison.Lost,
            Duplicates = comparison.Duplicates,
            Failed = drive.Refused + drive.Lost,
            PutOff = drive.PutOff,
            Statuses = comparison.Statuses,
            Wrong = [.. comparison.Wrong, .. drive.Refusal is { } refusal ? [refusal] : Array.Empty<string>()],
        };
    }

    private static double PerSecond(double count, long micros) => micros <= 0 ? 0 : count * 1_000_000 / micros;

    private readonly record struct Warm(long NextRequest, long Messages);

    private sealed record Stage(RunOptions Options, Workload Workload, Gateway Gateway, CarrierProcess Carrier, GatewayApi Api, TimeSpan Ready);
}
