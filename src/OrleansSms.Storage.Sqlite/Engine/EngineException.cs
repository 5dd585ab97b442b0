using SQLitePCL;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>SQLite said no.</summary>
/// <param name="code">Its extended result code.</param>
/// <param name="message">Its words.</param>
internal sealed class EngineException(int code, string message) : Exception($"SQLite: {message} ({code})")
{
    private const int PrimaryMask = 0xFF;

    /// <summary>The result code without its extension.</summary>
    public int Primary => code & PrimaryMask;

    /// <summary>Whether the engine or the disk is at fault, rather than what it was asked to do: the same may succeed later.</summary>
    public bool IsUnavailable => Primary is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT
        or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB;

    /// <summary>What callers of the store see.</summary>
    public StoreUnavailableException ToUnavailable() => new(
        Primary switch
        {
            raw.SQLITE_FULL => "The disk or the database is full.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "The database is locked by another process.",
            raw.SQLITE_READONLY => "The database cannot be written.",
            _ => $"The database refuses: {Message}.",
        },
        this);
}
