using OrleansSms.Domain.Importing;

namespace OrleansSms.Contracts.Importing;

/// <summary>
/// Takes a file of contacts and makes contacts of its rows, in the background and in bounded memory. The file is durable before it is read, and how far it has been
/// written is kept in the transaction of the contacts: whatever dies, it goes on where it was. Key: the import's id.
/// </summary>
[Alias("sms.IImportGrain")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Makes the import, which then waits for its file.</summary>
    [Alias("Create")]
    Task CreateAsync(ImportConfig config);

    /// <summary>Where it stands; null when there is none.</summary>
    [Alias("Get")]
    Task<ImportState?> GetAsync();

    /// <summary>Takes the next octets of the file; 0 begins it anew. With the last ones the file is durable and work begins.</summary>
    [Alias("Append")]
    Task<AppendVerdict> AppendAsync(long offset, [Immutable] byte[] octets, bool isLast);

    /// <summary>Stops it; what was written stays. False when it has ended already.</summary>
    [Alias("Cancel")]
    Task<bool> CancelAsync();

    /// <summary>A part of the file of rejected rows; empty behind the end, null when there is no such file.</summary>
    [Alias("ReadRejects")]
    Task<byte[]?> ReadRejectsAsync(long offset);

    /// <summary>Forgets it with its files, if nobody needs it any more at <paramref name="now"/> (Unix microseconds).</summary>
    [Alias("Prune")]
    Task PruneAsync(long now);

    /// <summary>
    /// Leaves a number out of the rejected rows, and forgets a file of which only a part has come: it is to be sent from the beginning. False while rows are being read, or written: ask again when it has ended.
    /// </summary>
    [Alias("Forget")]
    Task<bool> ForgetAsync(Msisdn number);

    /// <summary>Goes on if it has not ended.</summary>
    [Alias("EnsureRunning")]
    Task EnsureRunningAsync();
}

/// <summary>What became of octets of a file.</summary>
public enum AppendVerdict : byte
{
    /// <summary>They were taken.</summary>
    Taken = 0,

    /// <summary>The file does not end there.</summary>
    WrongOffset = 1,

    /// <summary>The import does not wait for a file.</summary>
    NotWaiting = 2,

    /// <summary>The file would be larger than <see cref="ImportLimits.MaxUploadBytes"/>.</summary>
    TooLarge = 3,
}
