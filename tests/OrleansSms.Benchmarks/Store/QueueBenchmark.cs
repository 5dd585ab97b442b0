using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Benchmarks.Store;

/// <summary>
/// A long queue: a process accepts messages that nobody sends, and is killed. Another opens what it left and reads all lanes, as binds do that have
/// found their carrier again.
/// </summary>
internal static class QueueBenchmark
{
    /// <summary>What a bind fetches at once.</summary>
    private const int LanePage = 5_000;

    private const string Filled = "filled";

    public static async Task RunAsync(StoreRun run)
    {
        await FillAndKillAsync(run);
        var opening = Stopwatch.GetTimestamp();
        await using (var database = Open(run))
        {
            Say("opened after, ms", Stopwatch.GetElapsedTime(opening).TotalMilliseconds);
            SayMemory();
            var reading = Stopwatch.GetTimestamp();
            var allocated = GC.GetTotalAllocatedBytes();
            var lanes = await Task.WhenAll(Enumerable.Range(0, run.Flows).Select(flow => ReadLaneAsync(database.Messages, MessageLife.BindOf(flow))));
            Say("first page after, ms", lanes.Max(static lane => lane.First.TotalMilliseconds));
            Say("messages read", lanes.Sum(static lane => lane.Messages));
            Say("read after, ms", Stopwatch.GetElapsedTime(reading).TotalMilliseconds);
            Say("allocated, B/message", (GC.GetTotalAllocatedBytes() - allocated) / (double)run.Messages);
        }

        Directory.Delete(run.Directory, recursive: true);
    }

    /// <summary>The process that is killed.</summary>
    public static async Task FillAsync(StoreRun run)
    {
        await using var database = Open(run);
        var ids = new IdGenerator(TimeProvider.System);
        var left = run.Messages;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, run.Flows).Select(flow => Task.Run(async () =>
        {
            var life = new MessageLife(ids, TimeProvider.System, MessageLife.BindOf(flow), epoch: 1);
            while (Interlocked.Add(ref left, -run.Page) >= 0)
            {
                await database.Messages.CommitAsync(life.Accept(run.Page), CommitLane.Bulk);
            }
        })));
        Say("accepted, messages/s", run.Messages / Stopwatch.GetElapsedTime(started).TotalSeconds);
        SayMemory();
        Console.WriteLine(Filled);
        await Task.Delay(Timeout.Infinite);
    }

    private static SqliteDatabase Open(StoreRun run) =>
        SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = run.Directory }, TimeProvider.System, NullLogger.Instance);

    private static async Task FillAndKillAsync(StoreRun run)
    {
        string[] arguments =
        [
            typeof(QueueBenchmark).Assembly.Location, "queue-fill", "--messages", $"{run.Messages}", "--page", $"{run.Page}", "--flows", $"{run.Flows}",
            "--directory", run.Directory,
        ];
        using var filling = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (await filling.StandardOutput.ReadLineAsync() is { } line && line != Filled)
        {
            Console.WriteLine(line);
        }

        filling.Kill();
        await filling.WaitForExitAsync();
    }

    private static async Task<(TimeSpan First, int Messages)> ReadLaneAsync(IMessageStore store, BindKey bind)
    {
        var started = Stopwatch.GetTimestamp();
        var first = TimeSpan.Zero;
        var messages = 0;
        for (MessageId? after = null; ;)
        {
            var page = await store.ReadQueueAsync(bind, MessageCategory.Transactional, after, LanePage);
            first = first == TimeSpan.Zero ? Stopwatch.GetElapsedTime(started) : first;
            messages += page.Count;
            if (page.Count < LanePage)
            {
                return (first, messages);
            }

            after = page[^1].Message.Id;
        }
    }

    private static void SayMemory()
    {
        Say("working set, MiB", Environment.WorkingSet >> 20);
        Say("live objects, MiB", GC.GetTotalMemory(forceFullCollection: true) >> 20);
    }

    private static void Say(string what, double figure) => Console.WriteLine($"{what,-22}{figure,12:N0}");
}
