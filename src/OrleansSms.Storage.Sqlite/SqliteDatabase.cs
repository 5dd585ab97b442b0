using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansSms.Storage.Contacts;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Importing;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Moving;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Sqlite.Checkpoints;
using OrleansSms.Storage.Sqlite.Contacts;
using OrleansSms.Storage.Sqlite.Documents;
using OrleansSms.Storage.Sqlite.Engine;
using OrleansSms.Storage.Sqlite.Erasures;
using OrleansSms.Storage.Sqlite.Events;
using OrleansSms.Storage.Sqlite.Importing;
using OrleansSms.Storage.Sqlite.Maintenance;
using OrleansSms.Storage.Sqlite.Messages;
using OrleansSms.Storage.Sqlite.Moving;
using OrleansSms.Storage.Sqlite.Recent;
using OrleansSms.Storage.Sqlite.Recipients;
using OrleansSms.Storage.Sqlite.Schema;
using OrleansSms.Storage.Sqlite.Segments;
using OrleansSms.Storage.Sqlite.Webhooks;
using OrleansSms.Storage.Sqlite.Writing;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Sqlite;

/// <summary>An open database file and the stores on it. One process at a time owns a file; a lock file beside it sees to that.</summary>
public sealed class SqliteDatabase : IAsyncDisposable, IDisposable
{
    /// <summary>Name of the database file within the data directory.</summary>
    public const string FileName = "orleanssms.db";

    private const string LockFileName = "orleanssms.lock";
    private const int PageBytes = 8192;
    private const int KiBPerMiB = 1024;
    private const int PagesPerMiB = KiBPerMiB * KiBPerMiB / PageBytes;

    private readonly FileStream _ownership;
    private readonly Connection _connection;
    private readonly ReaderPool _readers;
    private readonly Checkpointer _checkpointer;
    private readonly Writer _writer;
    private readonly ErasureFile _erasureFile;

    private SqliteDatabase(SqliteStoreOptions options, TimeProvider time, ILogger logger, FileStream ownership, Connection connection)
    {
        _ownership = ownership;
        _connection = connection;
        _readers = new ReaderPool(() => OpenReader(options), options.Readers);
        var names = NameTable.Load(connection);
        var recent = new RecentMessages();
        var signals = new EventSignals();
        var events = new EventBuffer(connection, names, signals, time);
        var session = new WriteSession(connection, names, recent, events, options, time);
        _checkpointer = new Checkpointer(() => Connect(options, readOnly: false), connection, options.CheckpointMiB * PagesPerMiB, logger);
        _writer = new Writer(session, _checkpointer, options, time, logger);
        Messages = new SqliteMessageStore(_writer, _readers, session, options.RowsPerPage);
        Events = new SqliteEventLog(_readers, recent, names, events, signals);
        Recipients = new SqliteRecipientStore(_writer, _readers);
        Webhooks = new SqliteWebhookStore(_writer, _readers);
        Documents = new SqliteDocumentStore(_writer, _readers);
        Contacts = new SqliteContactStore(_writer, _readers, names, options.RowsPerPage);
        Engagement = new SqliteEngagementStore(_writer, _readers, names);
        Snapshots = new SqliteSegmentSnapshots(_writer, _readers, names);
        ImportFiles = new ImportFolder(options.DataDirectory);
        Maintenance = new SqliteMaintenance(_writer, _readers, session.Stage);
        Erasures = new SqliteErasureStore(_writer, _readers, session, new Scourer(_writer, () => Connect(options, readOnly: false)));
        ErasureLog = _erasureFile = new ErasureFile(options.DataDirectory);
        Export = new SqliteExport(_readers, names, ErasureLog, new HeadReader(names, options.DataDirectory));
    }

    /// <summary>Messages, queues and receipts.</summary>
    public IMessageStore Messages { get; }

    /// <summary>The event log.</summary>
    public IEventLog Events { get; }

    /// <summary>Recipients.</summary>
    public IRecipientStore Recipients { get; }

    /// <summary>Webhook endpoints' progress.</summary>
    public IWebhookStore Webhooks { get; }

    /// <summary>Configuration.</summary>
    public IDocumentStore Documents { get; }

    /// <summary>Contacts.</summary>
    public IContactStore Contacts { get; }

    /// <summary>How messages have fared with numbers.</summary>
    public IEngagementStore Engagement { get; }

    /// <summary>Snapshots of segments.</summary>
    public ISegmentSnapshots Snapshots { get; }

    /// <summary>Files of imports.</summary>
    public IImportFiles ImportFiles { get; }

    /// <summary>Upkeep.</summary>
    public IStoreMaintenance Maintenance { get; }

    /// <summary>Takes persons out.</summary>
    public IErasureStore Erasures { get; }

    /// <summary>Which erasures were ordered.</summary>
    public IErasureLog ErasureLog { get; }

    /// <summary>Reads all of a database that nobody writes, to move it. Only what stands in rows when it is opened.</summary>
    public IStoreExport Export { get; }

    /// <summary>For tests that meddle with the writer's connection.</summary>
    internal Writer Writer => _writer;

    /// <summary>Opens the database of a data directory, making what is missing and bringing what is old to this version.</summary>
    /// <exception cref="InvalidOperationException">Another process owns it, or a newer program wrote it.</exception>
    /// <exception cref="StoreUnavailableException">SQLite cannot open or write it.</exception>
    public static SqliteDatabase Open(SqliteStoreOptions options, TimeProvider time, ILogger logger)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var ownership = Own(options.DataDirectory);
        Connection? connection = null;
        try
        {
            connection = OpenWriter(options);
            Migrations.Apply(connection);
            return new SqliteDatabase(options, time, logger, ownership, connection);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            ownership.Dispose();
            if (error is EngineException { IsUnavailable: true } engine)
            {
                throw engine.ToUnavailable();
            }

            throw;
        }
    }

    /// <summary>Writes what is queued, moves the log into the database and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _writer.Close();
        await _writer.Stopped.ConfigureAwait(false);
        Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
        _checkpointer.Dispose();
        _erasureFile.Dispose();

        // The last connection to close moves the log into the database and removes it.
        _connection.Dispose();
        _ownership.Dispose();
    }

    private static FileStream Own(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, LockFileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new InvalidOperationException($"Another process uses the data directory {Path.GetFullPath(directory)}.", error);
        }
    }

    private static Connection OpenWriter(SqliteStoreOptions options)
    {
        var connection = Connect(options, readOnly: false);
        try
        {
            // The size of a page can be chosen only before there is one.
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA page_size = {PageBytes};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA cache_size = {-options.WriterCacheMiB * KiBPerMiB};
                PRAGMA journal_size_limit = {options.CheckpointMiB * KiBPerMiB * KiBPerMiB};
                PRAGMA temp_store = MEMORY;
                PRAGMA secure_delete = FAST;
                """));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static Connection OpenReader(SqliteStoreOptions options)
    {
        var connection = Connect(options, readOnly: true);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = {-options.ReaderCacheMiB * KiBPerMiB}"));
        return connection;
    }

    private static Connection Connect(SqliteStoreOptions options, bool readOnly) =>
        Connection.Open(Path.Combine(options.DataDirectory, FileName), readOnly, options.BusyTimeout);
}
