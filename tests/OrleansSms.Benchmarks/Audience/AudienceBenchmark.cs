using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Benchmarks.Store;
using OrleansSms.Domain.Contacts;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Importing;
using OrleansSms.Domain.Segments;
using OrleansSms.Grains.Importing;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Benchmarks.Audience;

/// <summary>A file of contacts is imported into an empty account, then once more over what is there, and contacts are counted by several filters.</summary>
internal static class AudienceBenchmark
{
    private const string Account = "acc_benchmark";
    private const int Counts = 5;
    private const int EngagementPage = 5_000;
    private const double BytesPerMiB = 1024 * 1024;

    private static readonly string[] Filters =
    [
        "", "country = 'US'", "country = 'US' and last_order > ago(30d) and not tag('vip')", "orders >= 5 and (city starts_with 'Ham' or plan = 'gold')",
        "name contains 'ann' and language = 'de'", "last_sent_at < ago(7d) or sent = 0",
    ];

    public static async Task RunAsync(StoreRun run)
    {
        var rows = run.Messages;
        if (Directory.Exists(run.Directory))
        {
            Directory.Delete(run.Directory, recursive: true);
        }

        await using (var database = SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = run.Directory }, TimeProvider.System, NullLogger.Instance))
        {
            await ImportAsync(database, "imp_1", rows);
            await ImportAsync(database, "imp_2", rows);
            await EngageAsync(database, rows);
            foreach (var filter in Filters)
            {
                await CountAsync(database, filter);
            }

            var began = Stopwatch.GetTimestamp();
            var total = await database.Snapshots.TakeAsync("snapshot", Account, Filter.All, TimeProvider.System.GetUnixMicros());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"snapshot of {total}: {Seconds(began):0.000} s"));
        }

        Directory.Delete(run.Directory, recursive: true);
    }

    private static async Task ImportAsync(SqliteDatabase database, string id, int rows)
    {
        using (var stream = database.ImportFiles.Create(id, ImportFile.Upload))
        {
            ContactFile.Write(stream, rows);
        }

        var state = new ImportState { Config = new ImportConfig { Id = id, Account = Account }, Status = ImportStatus.Checking };
        var work = new ImportWork(
            state, database.ImportFiles, database.Contacts, static _ => Task.CompletedTask, new ImportJournal(database.Documents, database.Messages), new IdGenerator(TimeProvider.System), TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var running = work.RunAsync(CancellationToken.None);
        var sorted = await SortedAsync(work, running, began);
        await running;
        using var process = Process.GetCurrentProcess();
        var it = work.State;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            import {id}: {it.Status}, {it.Rows} rows: {it.Created} created, {it.Updated} updated, {it.Rejected} rejected in {Seconds(began):0.0} s, {sorted:0.0} of it to check and sort
              CPU {(process.TotalProcessorTime - cpu).TotalSeconds:0.0} s, resident {process.PeakWorkingSet64 / BytesPerMiB:0} MiB at most, managed heap {GC.GetTotalMemory(false) / BytesPerMiB:0} MiB
            """));
    }

    private static async Task<double> SortedAsync(ImportWork work, Task running, long began)
    {
        while (work.State.Status == ImportStatus.Checking && !running.IsCompleted)
        {
            await Task.Delay(10);
        }

        return Seconds(began);
    }

    /// <summary>Half of the contacts have been sent something.</summary>
    private static async Task EngageAsync(SqliteDatabase database, int rows)
    {
        var now = TimeProvider.System.GetUnixMicros();
        var numbers = Enumerable.Range(0, rows).Where(static i => i % 2 == 0).Select(ContactFile.NumberOf).Order().Chunk(EngagementPage);
        var began = Stopwatch.GetTimestamp();
        var position = 0L;
        foreach (var page in numbers)
        {
            var happened = page.ToDictionary(static number => new Msisdn(number), number => new Engagement { Sent = 1, LastSentAt = now - (number % 20 * 86_400_000_000) });
            await database.Engagement.AddAsync(Account, happened, new EventId(1, ++position, 0));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"engagement of {rows / 2} numbers: {Seconds(began):0.0} s"));
    }

    private static async Task CountAsync(SqliteDatabase database, string text)
    {
        if (!FilterParser.TryParse(text, out var filter, out var error))
        {
            throw new ArgumentException($"{error}", nameof(text));
        }

        var took = new double[Counts];
        var count = 0L;
        for (var i = 0; i < Counts; i++)
        {
            var began = Stopwatch.GetTimestamp();
            count = await database.Contacts.CountAsync(Account, filter, TimeProvider.System.GetUnixMicros());
            took[i] = Seconds(began);
        }

        Array.Sort(took);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"count: {took[Counts / 2]:0.000} s ({took[0]:0.000} to {took[^1]:0.000} of {Counts}), {count} match {text}"));
    }

    private static double Seconds(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds;
}
