using OrleansSms.Domain.Importing;

namespace OrleansSms.Contracts.Importing;

/// <summary>Lists an account's imports. Key: the account's id. A stateless worker that reads the store.</summary>
[Alias("sms.IImportsGrain")]
public interface IImportsGrain : IGrainWithStringKey
{
    /// <summary>Imports with ids greater than <paramref name="after"/>, as they were last written down.</summary>
    [Alias("List")]
    Task<IReadOnlyList<ImportState>> ListAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Whether the account may have one more, by <see cref="ImportLimits.MaxPerAccount"/>.</summary>
    [Alias("HasRoom")]
    Task<bool> HasRoomAsync();
}
