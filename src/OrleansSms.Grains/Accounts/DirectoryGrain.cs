using Orleans.Concurrency;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

[StatelessWorker, Reentrant, GrainType("directory")]
internal sealed class DirectoryGrain(IDocumentStore documents) : Grain, IDirectoryGrain
{
    public Task<IReadOnlyList<AccountConfig>> ListAccountsAsync(string? after, int limit, CancellationToken cancellationToken = default) =>
        documents.Accounts().ListAsync(null, after, limit, cancellationToken);

    public async Task<IReadOnlyList<ApiKeyConfig>> ListKeysAsync(string? account, string? after, int limit, CancellationToken cancellationToken = default)
    {
        var keys = await AllKeysAsync(account, cancellationToken);
        return [.. keys.Where(key => after is null || string.CompareOrdinal(key.Id, after) > 0).OrderBy(key => key.Id, StringComparer.Ordinal).Take(limit)];
    }

    public async Task<ApiKeyConfig?> FindKeyAsync(string id, CancellationToken cancellationToken = default)
    {
        var keys = await AllKeysAsync(null, cancellationToken);
        return keys.FirstOrDefault(key => key.Id == id);
    }

    public Task<IReadOnlyList<CarrierConfig>> ListCarriersAsync(CancellationToken cancellationToken = default) =>
        documents.Carriers().ListAsync(null, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);

    public Task<IReadOnlyList<WebhookEndpointConfig>> ListEndpointsAsync(string? account, CancellationToken cancellationToken = default) =>
        documents.WebhookEndpoints().ListAsync(account, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);

    private Task<IReadOnlyList<ApiKeyConfig>> AllKeysAsync(string? account, CancellationToken cancellationToken) =>
        documents.ApiKeys().ListAsync(account, null, DocumentStoreExtensions.MaxDocuments, cancellationToken);
}
