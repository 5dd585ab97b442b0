using System.Buffers.Text;
using System.Security.Cryptography;
using OrleansSms.Contracts.Accounts;
using OrleansSms.Contracts.Carriers;
using OrleansSms.Domain.Accounts;
using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Ids;
using OrleansSms.Server.Settings;
using OrleansSms.Web.Authentication;

namespace OrleansSms.Server.Startup;

/// <summary>
/// Creates or updates what the settings declare: accounts, their keys, carriers, the sandbox. It runs when the silo is up and before anything can bring a bind
/// to life, so that no carrier is dialled where it was before the start.
/// </summary>
internal sealed class Bootstrap(IGrainFactory grains, IApiKeyHasher hasher, GatewaySettings settings, Sandbox sandbox, SettingsTrail trail, TimeProvider time) : IHostedService
{
    /// <summary>Id of the key that comes from the settings or is made at the first start.</summary>
    private const string AdminKeyId = "key_admin";

    private const string DefaultFrom = "OrleansSms";
    private const int KeyBytes = 32;

    /// <summary>The admin key if it was made at this start, to be shown this once.</summary>
    public string? MadeKey { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ConfigureAccountAsync(AccountConfig.DefaultId, new AccountSettings { Name = "Default account", DefaultFrom = DefaultFrom }, keepExisting: true);
        foreach (var (id, account) in settings.Accounts)
        {
            await ConfigureAccountAsync(id, account, keepExisting: false);
            if (account.ApiKey is { } key)
            {
                await ConfigureKeyAsync($"key_{id}", id, key, Scope.Account);
            }
        }

        foreach (var (id, carrier) in settings.Carriers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ConfigureCarrierAsync(id, carrier);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await sandbox.ConfigureAsync(settings.RunsSandbox);
        MadeKey = await ConfigureAdminAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> ConfigureAdminAsync()
    {
        if (settings.AdminKey is { } configured)
        {
            await ConfigureKeyAsync(AdminKeyId, AccountConfig.DefaultId, configured, Scope.All);
            return null;
        }

        if (await Directory.FindKeyAsync(AdminKeyId) is { RevokedAt: null })
        {
            return null;
        }

        var made = "sk_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        await ConfigureKeyAsync(AdminKeyId, AccountConfig.DefaultId, made, Scope.All);
        return made;
    }

    private IDirectoryGrain Directory => grains.GetGrain<IDirectoryGrain>(0);

    private async Task ConfigureAccountAsync(string id, AccountSettings declared, bool keepExisting)
    {
        var grain = grains.GetGrain<IAccountGrain>(id);
        var before = await grain.GetAsync();
        if (before is not null && keepExisting)
        {
            return;
        }

        var account = before ?? new AccountConfig
        {
            Id = id,
            CreatedAt = time.GetUnixMicros(),
            CallbackSecret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)),
        };
        var after = account with
        {
            Name = declared.Name ?? account.Name ?? id,
            DefaultFrom = declared.DefaultFrom ?? account.DefaultFrom,
            DefaultCountry = declared.DefaultCountry ?? account.DefaultCountry,
            TpsLimit = declared.TpsLimit ?? account.TpsLimit,
        };
        await trail.RecordAsync("accounts/" + id, before, after);
        await grain.ConfigureAsync(after);
    }

    /// <summary>A key that the settings have changed replaces the one of the same id.</summary>
    private async Task ConfigureKeyAsync(string id, string account, string key, IReadOnlyList<string> scopes)
    {
        var hash = hasher.Hash(key);
        var before = await Directory.FindKeyAsync(id);
        var after = new ApiKeyConfig
        {
            Id = id,
            Account = account,
            Scopes = scopes,
            Name = "From the settings",
            LastFour = key[^4..],
            Hash = hash,
            CreatedAt = before?.Hash == hash ? before.CreatedAt : time.GetUnixMicros(),
        };
        await trail.RecordAsync("keys/" + id, before, after);
        if (before is not null && before.Hash != hash)
        {
            await grains.GetGrain<IApiKeyGrain>(before.Hash).RevokeAsync();
        }

        await grains.GetGrain<IApiKeyGrain>(hash).ConfigureAsync(after);
    }

    private async Task ConfigureCarrierAsync(string id, CarrierSettings declared)
    {
        var grain = grains.GetGrain<ICarrierGrain>(id);
        var before = await grain.GetAsync();
        var carrier = before ?? new CarrierConfig { Id = id, Host = declared.Host!, Port = declared.Port!.Value };
        var after = carrier with
        {
            Host = declared.Host ?? carrier.Host,
            Port = declared.Port ?? carrier.Port,
            SystemId = declared.SystemId ?? carrier.SystemId,
            Password = declared.Password ?? carrier.Password,
            SystemType = declared.SystemType ?? carrier.SystemType,
            BindMode = declared.BindMode ?? carrier.BindMode,
            Binds = declared.Binds ?? carrier.Binds,
            WindowSize = declared.WindowSize ?? carrier.WindowSize,
            TpsLimit = declared.TpsLimit ?? carrier.TpsLimit,
            Tls = declared.Tls ?? carrier.Tls,
            TlsServerName = declared.TlsServerName ?? carrier.TlsServerName,
            TlsCa = PemFiles.ReadCa(id, declared) ?? carrier.TlsCa,
            TlsCertificate = PemFiles.ReadCertificate(id, declared) ?? carrier.TlsCertificate,
            LongMessages = declared.LongMessages ?? carrier.LongMessages,
            Alphabet = declared.Alphabet ?? carrier.Alphabet,
            SubmitIdBase = declared.SubmitIdBase ?? carrier.SubmitIdBase,
            ReceiptIdBase = declared.ReceiptIdBase ?? carrier.ReceiptIdBase,
            InboundAccount = declared.InboundAccount ?? carrier.InboundAccount,
            Enabled = true,
        };
        await trail.RecordAsync("carriers/" + id, before, after);
        await grain.ConfigureAsync(after);
    }
}
