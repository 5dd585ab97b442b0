using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Webhooks;

namespace OrleansSms.Contracts.Accounts;

/// <summary>Lists what is configured, in the order of ids. Key: 0. A stateless worker that reads the store.</summary>
[Alias("sms.IDirectoryGrain")]
public interface IDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>Accounts with ids greater than <paramref name="after"/>.</summary>
    [Alias("ListAccounts")]
    Task<IReadOnlyList<AccountConfig>> ListAccountsAsync(string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Keys of an account (null = of all), in the order of their ids.</summary>
    [Alias("ListKeys")]
    Task<IReadOnlyList<ApiKeyConfig>> ListKeysAsync(string? account, string? after, int limit, CancellationToken cancellationToken = default);

    /// <summary>A key by its id; null when there is none.</summary>
    [Alias("FindKey")]
    Task<ApiKeyConfig?> FindKeyAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Every carrier.</summary>
    [Alias("ListCarriers")]
    Task<IReadOnlyList<CarrierConfig>> ListCarriersAsync(CancellationToken cancellationToken = default);

    /// <summary>Endpoints of an account (null = of all).</summary>
    [Alias("ListEndpoints")]
    Task<IReadOnlyList<WebhookEndpointConfig>> ListEndpointsAsync(string? account, CancellationToken cancellationToken = default);
}
