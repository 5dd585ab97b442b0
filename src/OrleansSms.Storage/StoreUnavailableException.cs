namespace OrleansSms.Storage;

/// <summary>The engine refused: disk full, database locked, account throttled. Nothing was written; the same call may succeed later.</summary>
[GenerateSerializer, Alias("sms.StoreUnavailable")]
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
