using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using OrleansSms.Server.Security;
using OrleansSms.Server.Settings;
using OrleansSms.Storage.Azure;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Server.Startup;

/// <summary>The store that the settings name, and with it the keys that protect what is kept in it. Nothing else knows which it is.</summary>
internal static class Stores
{
    /// <summary>Where the embedded store's keys lie, in its folder.</summary>
    public const string KeyFolder = "keys";

    public static void AddStore(this WebApplicationBuilder builder, GatewaySettings settings)
    {
        var protection = builder.Services.AddDataProtection().SetApplicationName("OrleansSms");
        if (PemFiles.ReadKeyCertificate(settings.KeyCertificateFile) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        if (!settings.IsCluster)
        {
            var directory = Path.GetFullPath(settings.DataDirectory);
            builder.Services.AddSqliteStorage(options => options.DataDirectory = directory);
            builder.Services.SealDocuments();
            protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(directory, KeyFolder)));
            return;
        }

        var account = AzureAccount.Read(builder.Configuration.GetConnectionString(AzureAccount.ConnectionName)!)!;
        account.AddTo(builder.Services);
        builder.Services.AddAzureStorage(account.Configure);
        builder.Services.SealDocuments();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new DocumentKeyRing(services.GetRequiredKeyedService<IDocumentStore>(SealedDocuments.Plain))));
    }

    /// <summary>Everybody but the keys themselves gets documents through the seal.</summary>
    private static void SealDocuments(this IServiceCollection services)
    {
        var plain = services.Last(static service => service.ServiceType == typeof(IDocumentStore));
        services.Remove(plain);
        services.AddKeyedSingleton(SealedDocuments.Plain, (provider, _) => (IDocumentStore)plain.ImplementationFactory!(provider));
        services.AddSingleton(static provider => new SealedDocuments(
            provider.GetRequiredKeyedService<IDocumentStore>(SealedDocuments.Plain), new DocumentSeal(provider.GetRequiredService<IDataProtectionProvider>)));
        services.AddSingleton<IDocumentStore>(static provider => provider.GetRequiredService<SealedDocuments>());
    }
}
