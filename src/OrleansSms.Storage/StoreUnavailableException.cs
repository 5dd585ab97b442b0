namespace OrleansSms.Storage;

/// <summary>The engine refused: disk full, database locked, account throttled. Nothing was written; the same call may succeed later.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
