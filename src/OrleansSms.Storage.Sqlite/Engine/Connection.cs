using SQLitePCL;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>A connection to the database file, used by one thread at a time, and the statements prepared on it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly sqlite3 _db;

    // SQL is always a constant, so the reference stands for the text.
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private readonly List<sqlite3_stmt> _prepared = [];

    static Connection()
    {
        Batteries_V2.Init();

        // Nobody asks for the statistics of memory, and each allocation takes a mutex for them. It can be said once only, before anything is opened.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private Connection(sqlite3 db) => _db = db;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_db) == 0;

    public static Connection Open(string path, bool readOnly, TimeSpan busyTimeout)
    {
        var mode = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var result = raw.sqlite3_open_v2(path, out var db, mode | raw.SQLITE_OPEN_NOMUTEX, null);
        var connection = new Connection(db);
        if (result != raw.SQLITE_OK)
        {
            var error = connection.Error(result);
            connection.Dispose();
            throw error;
        }

        _ = raw.sqlite3_extended_result_codes(db, 1);
        _ = raw.sqlite3_busy_timeout(db, (int)busyTimeout.TotalMilliseconds);
        return connection;
    }

    /// <summary>The statement of <paramref name="sql"/>, which must be a constant; to be disposed after use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            return statement;
        }

        var result = raw.sqlite3_prepare_v3(_db, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        if (result != raw.SQLITE_OK)
        {
            throw Error(result);
        }

        _prepared.Add(prepared);
        statement = new Statement(this, prepared);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Makes every statement ready for its next use, wherever an error has left it.</summary>
    public void Reset()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    /// <summary>Runs SQL that is needed once: pragmas, migrations.</summary>
    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(_db, sql);
        if (result != raw.SQLITE_OK)
        {
            throw Error(result);
        }
    }

    /// <summary>First column of the first row.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.GetInt64(0) : 0;
    }

    /// <summary>Moves what it can from the write-ahead log into the database without waiting for anybody; the pages of the log that are moved then.</summary>
    public int Checkpoint()
    {
        using var result = Prepare("PRAGMA wal_checkpoint(PASSIVE)");
        return result.Step() ? Math.Max(result.GetInt32(2), 0) : 0;
    }

    /// <summary>Has <paramref name="hook"/> called after each commit, in place of SQLite's automatic checkpoints.</summary>
    public unsafe void OnCommit(delegate* unmanaged[Cdecl]<void*, void*, byte*, int, int> hook, void* context) =>
        NativeMethods.WalHook(_db.DangerousGetHandle(), hook, context);

    public EngineException Error(int result) => new(result, raw.sqlite3_errmsg(_db).utf8_to_string());

    public void Dispose()
    {
        foreach (var prepared in _prepared)
        {
            prepared.Dispose();
        }

        _db.Dispose();
    }
}
