using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Contract.Contacts;
using OrleansSms.Storage.Contract.Recipients;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Sqlite.Tests;

/// <summary>A database in a directory of its own, which goes with it.</summary>
internal sealed class SqliteStores : IAudienceStores, IErasableStores
{
    private readonly Func<string, SqliteDatabase> _open;
    private DirectoryInfo _directory;

    private SqliteStores(DirectoryInfo directory, Func<string, SqliteDatabase> open)
    {
        (_directory, _open) = (directory, open);
        Database = open(directory.FullName);
    }

    public SqliteDatabase Database { get; private set; }

    public string Directory => _directory.FullName;

    public IMessageStore Messages => Database.Messages;

    public IEventLog Events => Database.Events;

    public IRecipientStore Recipients => Database.Recipients;

    public IWebhookStore Webhooks => Database.Webhooks;

    public IDocumentStore Documents => Database.Documents;

    public IContactStore Contacts => Database.Contacts;

    public IEngagementStore Engagement => Database.Engagement;

    public ISegmentSnapshots Snapshots => Database.Snapshots;

    public IImportFiles ImportFiles => Database.ImportFiles;

    public IErasureStore Erasures => Database.Erasures;

    public IErasureLog ErasureLog => Database.ErasureLog;

    public IStoreMaintenance Maintenance => Database.Maintenance;

    public static SqliteStores Open(TimeProvider? time = null, Action<SqliteStoreOptions>? configure = null, ILogger? logger = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("orleanssms-");
        return new SqliteStores(directory, path => OpenDatabase(path, time, configure, logger));
    }

    public static SqliteDatabase OpenDatabase(
        string directory, TimeProvider? time = null, Action<SqliteStoreOptions>? configure = null, ILogger? logger = null)
    {
        var options = new SqliteStoreOptions { DataDirectory = directory, WriterCacheMiB = 8 };
        configure?.Invoke(options);
        return SqliteDatabase.Open(options, time ?? TimeProvider.System, logger ?? NullLogger.Instance);
    }

    /// <summary>Closes the database and opens it again.</summary>
    public async Task ReopenAsync()
    {
        await Database.DisposeAsync();
        Database = _open(Directory);
    }

    /// <summary>Opens what a power cut at this moment would leave, in place of what is open.</summary>
    public async Task CrashAsync()
    {
        var before = _directory;
        var left = System.IO.Directory.CreateTempSubdirectory("orleanssms-");

        // From the writer's thread, so that nothing is written meanwhile.
        await Database.Writer.WriteAsync(
            CommitLane.Urgent,
            1,
            _ =>
            {
                foreach (var file in before.GetFiles(SqliteDatabase.FileName + "*").Where(file => file.Extension != ".db-shm"))
                {
                    file.CopyTo(Path.Combine(left.FullName, file.Name));
                }

                return true;
            },
            default);
        await Database.DisposeAsync();
        before.Delete(recursive: true);
        _directory = left;
        Database = _open(Directory);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
