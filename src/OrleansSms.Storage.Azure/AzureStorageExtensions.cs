using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Contacts;
using OrleansSms.Storage.Azure.Documents;
using OrleansSms.Storage.Azure.Erasures;
using OrleansSms.Storage.Azure.Ownership;
using OrleansSms.Storage.Azure.Webhooks;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;
using OrleansSms.Storage.Webhooks;

namespace OrleansSms.Storage.Azure;

/// <summary>Registers the store of a cluster.</summary>
public static class AzureStorageExtensions
{
    /// <summary>
    /// Adds every port of <c>OrleansSms.Storage</c> on an Azure Storage account, for a silo: one of the cluster's silos owns the store, all reach it.
    /// </summary>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, Action<AzureStoreOptions> configure)
    {
        var options = new AzureStoreOptions();
        configure(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(static provider => new StorageAccess(provider.GetRequiredService<AzureStoreOptions>()));
        services.AddSingleton<OwnerCalls>();
        services.AddSingleton<IMessageStore, OwnerMessageStore>();
        services.AddSingleton<IEventLog, OwnerEventLog>();
        services.AddSingleton<IRecipientStore, OwnerRecipientStore>();
        services.AddSingleton<IStoreMaintenance, OwnerMaintenance>();
        services.AddSingleton<IErasureStore, OwnerErasureStore>();
        services.AddSingleton<IErasureLog>(static provider => new AzureErasureLog(provider.GetRequiredService<StorageAccess>()));
        services.AddSingleton<IWebhookStore>(static provider => new AzureWebhookStore(provider.GetRequiredService<StorageAccess>()));
        services.AddSingleton<IDocumentStore>(static provider => new AzureDocumentStore(provider.GetRequiredService<StorageAccess>()));
        services.AddSingleton(static provider => new AzureAudience(
            provider.GetRequiredService<StorageAccess>(), provider.GetRequiredService<AzureStoreOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => provider.GetRequiredService<AzureAudience>().Contacts);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureAudience>().Engagement);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureAudience>().Snapshots);
        services.AddSingleton(static provider => provider.GetRequiredService<AzureAudience>().ImportFiles);
        return services;
    }
}
