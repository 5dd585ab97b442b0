using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Benchmarks.Store;

/// <summary>
/// A database that has seen millions of messages, under a load that it could take several times over: how long a single urgent message waits for its commit, as
/// upkeep goes on and as it does not.
/// </summary>
internal static class AgedBenchmark
{
    private const int LivesPerSecond = 10_000;
    private const int LoadPage = 100;
    private const int LoadFlows = 4;
    private const int ProbesPerSecond = 200;

    /// <summary>A log that never reaches its checkpoint within a phase.</summary>
    private const int NoCheckpointMiB = 1 << 14;

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(20);

    private static readonly Retention Nothing = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public static async Task RunAsync(StoreRun run)
    {
        var filling = Stopwatch.GetTimestamp();
        await using (var database = Open(run, static _ => { }))
        {
            await StoreBenchmark.DriveAsync(run, await LivesAsync(database), (sets, lane) => database.Messages.CommitManyAsync(sets, lane));
        }

        Console.WriteLine($"{run.Messages:N0} messages in {Stopwatch.GetElapsedTime(filling).TotalSeconds:N0} s; latency of an urgent commit in ms:");
        Console.WriteLine("                         commits      p50      p99    p99.9      max");
        await MeasureAsync("neither", run, static options => options.CheckpointMiB = NoCheckpointMiB, retention: null);
        await MeasureAsync("checkpoints", run, static _ => { }, retention: null);
        await MeasureAsync("checkpoints, pruning", run, static _ => { }, Nothing);
        Directory.Delete(run.Directory, recursive: true);
    }

    private static async Task MeasureAsync(string name, StoreRun run, Action<SqliteStoreOptions> configure, Retention? retention)
    {
        await using var database = Open(run, configure);
        using var stop = new CancellationTokenSource(Phase);
        var lives = await LivesAsync(database);
        var load = Enumerable.Range(0, LoadFlows).Select(flow => Task.Run(async () => await LoadAsync(database, await lives(MessageLife.BindOf(flow)), stop)));
        var pruning = retention is null ? Task.FromResult(0) : Task.Run(() => PruneAsync(database, retention, stop));
        var probing = Task.Run(async () => await ProbeAsync(database, await lives(MessageLife.BindOf(LoadFlows)), stop));
        await Task.WhenAll(load);
        Print(name, await probing, await pruning);
    }

    private static async Task LoadAsync(SqliteDatabase database, MessageLife life, CancellationTokenSource stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)LoadPage * LoadFlows / LivesPerSecond));
        while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync())
        {
            await StoreBenchmark.LiveAsync(life, LoadPage, (sets, lane) => database.Messages.CommitManyAsync(sets, lane));
        }
    }

    private static async Task<int> PruneAsync(SqliteDatabase database, Retention retention, CancellationTokenSource stop)
    {
        var steps = 0;
        while (!stop.IsCancellationRequested && await database.Maintenance.PruneAsync(TimeProvider.System.GetUnixMicros(), retention))
        {
            steps++;
        }

        return steps;
    }

    /// <summary>Commits one message at each tick, whether or not those before it are through.</summary>
    private static async Task<double[]> ProbeAsync(SqliteDatabase database, MessageLife life, CancellationTokenSource stop)
    {
        var probes = new List<Task<double>>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ProbesPerSecond));
        while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync())
        {
            probes.Add(CommitAsync(database, life.Accept(1)[0]));
        }

        return await Task.WhenAll(probes);
    }

    private static async Task<double> CommitAsync(SqliteDatabase database, ChangeSet set)
    {
        var begin = Stopwatch.GetTimestamp();
        await database.Messages.CommitAsync(set, CommitLane.Urgent);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static void Print(string name, double[] latencies, int steps)
    {
        Array.Sort(latencies);
        double At(double part) => latencies[(int)(latencies.Length * part)];
        var pruned = steps > 0 ? $"   {steps:N0} steps of pruning" : "";
        Console.WriteLine($"{name,-24}{latencies.Length,8:N0}{At(0.5),9:N2}{At(0.99),9:N2}{At(0.999),9:N2}{latencies[^1],9:N2}{pruned}");
    }

    private static SqliteDatabase Open(StoreRun run, Action<SqliteStoreOptions> configure)
    {
        var options = new SqliteStoreOptions { DataDirectory = run.Directory };
        configure(options);
        return SqliteDatabase.Open(options, TimeProvider.System, NullLogger.Instance);
    }

    /// <summary>Begins lives whose ids follow those that are there.</summary>
    private static async Task<Func<BindKey, Task<MessageLife>>> LivesAsync(SqliteDatabase database)
    {
        var ids = new IdGenerator(TimeProvider.System);
        ids.StartAfter(await database.Maintenance.GreatestKeyAsync());
        return async bind => new MessageLife(ids, TimeProvider.System, bind, (await database.Messages.ClaimBindAsync(bind)).Epoch);
    }
}
