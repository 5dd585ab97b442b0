using SQLitePCL;

namespace OrleansSms.Server.Tests.Survival;

/// <summary>A write transaction that another process, this one, holds open on the gateway's database.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly sqlite3 _database;

    private StoreLock(sqlite3 database) => _database = database;

    public static StoreLock Take(string file)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(file, out var database, raw.SQLITE_OPEN_READWRITE, null));
        raw.sqlite3_busy_timeout(database, 5_000);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "BEGIN IMMEDIATE"));
        return new StoreLock(database);
    }

    public void Dispose()
    {
        raw.sqlite3_exec(_database, "ROLLBACK");
        _database.Dispose();
    }
}
