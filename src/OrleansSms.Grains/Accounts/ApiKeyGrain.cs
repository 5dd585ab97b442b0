using OrleansSms.Contracts.Accounts;
using OrleansSms.Domain.Accounts;
using OrleansSms.Grains.Documents;
using OrleansSms.Storage.Documents;

namespace OrleansSms.Grains.Accounts;

[GrainType("api-key")]
internal sealed class ApiKeyGrain(IDocumentStore documents, TimeProvider time) : Grain, IApiKeyGrain
{
    private ApiKeyConfig? _config;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _config = await documents.ApiKeys().ReadAsync(this.GetPrimaryKeyString(), cancellationToken);

    public async ValueTask<Principal?> AuthenticateAsync()
    {
        if (_config is not { } config || !config.Works(time.GetUnixMicros()))
        {
            DeactivateOnIdle();
            return null;
        }

        var account = await GrainFactory.GetGrain<IAccountGrain>(config.Account).GetAsync();
        return account is { Disabled: false } ? new Principal(config.Account, config.Id, config.Scopes) : null;
    }

    public async Task ConfigureAsync(ApiKeyConfig config)
    {
        await documents.ApiKeys().WriteAsync(config.Hash, config.Account, config);
        _config = config;
    }

    public async Task<bool> RevokeAsync()
    {
        if (_config is not { } config)
        {
            return false;
        }

        await ConfigureAsync(config with { RevokedAt = config.RevokedAt ?? time.GetUnixMicros() });
        return true;
    }
}
