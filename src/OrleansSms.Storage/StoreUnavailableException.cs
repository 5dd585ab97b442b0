namespace OrleansSms.Storage;

/// <summary>The engine refused: disk full, database locked, account throttled. Nothing was written, unless <see cref="MayBeWritten"/>; the same call may succeed later.</summary>
[GenerateSerializer, Alias("sms.StoreUnavailable")]
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the answer was lost rather than the call refused.</summary>
    [Id(0)]
    public bool MayBeWritten { get; init; }
}
