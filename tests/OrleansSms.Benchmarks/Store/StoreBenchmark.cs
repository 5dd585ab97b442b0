using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Benchmarks.Store;

/// <summary>Drives lives of messages through the store and says what one costs the thread that writes.</summary>
internal static class StoreBenchmark
{
    private const string WriterThread = "sqlite-writer";

    /// <summary>Messages whose lives warm up the code before anything is measured.</summary>
    private const int WarmUp = 60_000;

    public static async Task RunAsync(StoreRun run)
    {
        var allocated = await BytesOfMakingSetsAsync(run);
        using var counter = new CommitCounter();
        await using (var database = SqliteDatabase.Open(
            new SqliteStoreOptions { DataDirectory = run.Directory }, TimeProvider.System, NullLogger.Instance))
        {
            var store = database.Messages;
            var ids = new IdGenerator(TimeProvider.System);
            MessageLife Begin(BindKey bind, long epoch) => new(ids, TimeProvider.System, bind, epoch);
            async Task<MessageLife> Claim(BindKey bind) => Begin(bind, (await store.ClaimBindAsync(bind)).Epoch);
            Task Commit(ChangeSet set, CommitLane lane) => store.CommitAsync(set, lane);
            await DriveAsync(run with { Messages = WarmUp }, Claim, Commit);
            var before = Figures.Take(counter);
            await DriveAsync(run, Claim, Commit);
            Print(run, before, Figures.Take(counter), allocated);
        }

        Directory.Delete(run.Directory, recursive: true);
    }

    private static async Task DriveAsync(StoreRun run, Func<BindKey, Task<MessageLife>> begin, Func<ChangeSet, CommitLane, Task> commit)
    {
        var left = run.Messages;
        await Task.WhenAll(Enumerable.Range(0, run.Flows).Select(flow => Task.Run(async () =>
        {
            var life = await begin(MessageLife.BindOf(flow));
            while (Interlocked.Add(ref left, -run.Page) >= 0)
            {
                await LiveAsync(life, run.Page, commit);
            }
        })));
    }

    private static async Task LiveAsync(MessageLife life, int page, Func<ChangeSet, CommitLane, Task> commit)
    {
        var accepted = life.Accept(page);
        await commit(accepted, CommitLane.Bulk);
        foreach (var armed in accepted.NewMessages.Select(created => created.Message.Id).Chunk(SubmitIntent.MaxMessages))
        {
            await commit(life.Arm(armed), CommitLane.Urgent);
            var (sent, smscIds) = life.Sent(armed);
            await commit(sent, CommitLane.Urgent);
            await commit(life.Delivered(armed, smscIds), CommitLane.Urgent);
        }
    }

    /// <summary>What the making of sets takes by itself, so that it is not put down to the store.</summary>
    private static async Task<long> BytesOfMakingSetsAsync(StoreRun run)
    {
        var ids = new IdGenerator(TimeProvider.System);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await DriveAsync(
            run,
            bind => Task.FromResult(new MessageLife(ids, TimeProvider.System, bind, epoch: 1)),
            static (_, _) => Task.CompletedTask);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static void Print(StoreRun run, in Figures before, in Figures after, long allocatedBySets)
    {
        var seconds = Stopwatch.GetElapsedTime(before.At, after.At).TotalSeconds;
        var commits = after.Commits - before.Commits;
        Console.WriteLine($"""
            pages of {run.Page}, {run.Flows} flows
            messages/s            {run.Messages / seconds,12:N0}
            commits/s             {commits / seconds,12:N0}
            rows/commit           {(after.Rows - before.Rows) / (double)commits,12:N1}
            writer CPU, us/message{(after.Writer - before.Writer).TotalMicroseconds / run.Messages,12:N2}
            all CPU, us/message   {(after.Process - before.Process).TotalMicroseconds / run.Messages,12:N2}
            allocated, B/message  {(after.Allocated - before.Allocated - allocatedBySets) / run.Messages,12:N0}
            working set, MiB      {Environment.WorkingSet >> 20,12:N0}
            """);
    }

    private readonly record struct Figures(long At, long Commits, long Rows, TimeSpan Writer, TimeSpan Process, long Allocated)
    {
        public static Figures Take(CommitCounter counter) => new(
            Stopwatch.GetTimestamp(),
            counter.Commits,
            counter.Rows,
            ThreadCpu.Of(WriterThread),
            Environment.CpuUsage.TotalTime,
            GC.GetTotalAllocatedBytes());
    }
}
