using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Domain.Ids;
using OrleansSms.Domain.Messages;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Benchmarks.Store;

/// <summary>New messages of one page, made and committed: what it takes until they may be answered with 202.</summary>
public class GroupCommitBenchmark
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "orleanssms-benchmark-commit");
    private SqliteDatabase? _database;
    private MessageLife? _life;

    /// <summary>Messages of one commit.</summary>
    [Params(1, 100, 1_000)]
    public int Page { get; set; }

    /// <summary>Opens an empty database.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        var bind = new BindKey("north", 0);
        _database = SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = _directory }, TimeProvider.System, NullLogger.Instance);
        _life = new MessageLife(new IdGenerator(TimeProvider.System), TimeProvider.System, bind, (await _database.Messages.ClaimBindAsync(bind)).Epoch);
    }

    /// <summary>Removes the database.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _database!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>One caller, who waits for the disk each time.</summary>
    [Benchmark]
    public Task Commit() => _database!.Messages.CommitAsync(_life!.Accept(Page), CommitLane.Bulk);
}
