using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansSms.Storage.Contract;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Sqlite.Tests;

/// <summary>A database in a directory of its own, which goes with it.</summary>
internal sealed class SqliteStores : IStores
{
    private readonly DirectoryInfo _directory;

    private SqliteStores(DirectoryInfo directory, SqliteDatabase database) => (_directory, Database) = (directory, database);

    public SqliteDatabase Database { get; private set; }

    public string Directory => _directory.FullName;

    public IMessageStore Messages => Database.Messages;

    public IEventLog Events => Database.Events;

    public IRecipientStore Recipients => Database.Recipients;

    public IWebhookStore Webhooks => Database.Webhooks;

    public IDocumentStore Documents => Database.Documents;

    public IStoreMaintenance Maintenance => Database.Maintenance;

    public static SqliteStores Open(TimeProvider? time = null, Action<SqliteStoreOptions>? configure = null, ILogger? logger = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("orleanssms-");
        return new SqliteStores(directory, OpenDatabase(directory.FullName, time, configure, logger));
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
        Database = OpenDatabase(Directory);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
