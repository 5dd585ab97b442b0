using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Moving;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Sqlite;
using OrleansSms.Storage.Sqlite.Moving;

namespace OrleansSms.Storage.Azure.Tests.Store;

/// <summary>An embedded store, and the place in the account of the tests that it is moved to.</summary>
internal sealed class EmbeddedStore : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orleanssms-");
    private readonly TimeProvider _time;

    public EmbeddedStore(StorageAccount account, TimeProvider time)
    {
        _time = time;
        Options = new AzureStoreOptions { ConnectionString = account.ConnectionString, Prefix = StorageAccount.Unique("m") };
        Database = Open();
    }

    public SqliteDatabase Database { get; private set; }

    public AzureStoreOptions Options { get; }

    public AzureAudience Audience => new(Options, TimeProvider.System);

    /// <summary>Closes it and opens it again: whatever its journal had stands in rows.</summary>
    public async Task ReopenAsync()
    {
        await Database.DisposeAsync();
        Database = Open();
    }

    /// <summary>Moves it, and compares; the target is open to all when this completes.</summary>
    public async Task<IReadOnlyList<MoveFinding>> MoveAsync(IProgress<MoveProgress>? tell = null)
    {
        var target = new AzureStoreImport(Options, _time);
        var head = await new StoreMove(Database.Export, Database.Ports(), target, target.Target, tell ?? new Silent()).RunAsync([]);
        var findings = await CheckAsync(target, head);
        await target.CompleteAsync();
        return findings;
    }

    /// <summary>Compares what there is.</summary>
    public async Task<IReadOnlyList<MoveFinding>> CheckAsync(AzureStoreImport target, StoreHead head)
    {
        await using var moved = await target.OpenAsync(NullLogger.Instance);
        return await new MoveCheck(Database.Export, Database.Ports(), moved.PortsWith(Audience)).RunAsync(head, await target.CountAsync());
    }

    /// <summary>Opens what was moved.</summary>
    public Task<AzureDatabase> OpenMovedAsync() => AzureDatabase.OpenAsync(Options, _time, NullLogger.Instance);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private SqliteDatabase Open() =>
        SqliteDatabase.Open(new SqliteStoreOptions { DataDirectory = _directory.FullName, WriterCacheMiB = 8 }, _time, NullLogger.Instance);

    private sealed class Silent : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value)
        {
        }
    }
}
