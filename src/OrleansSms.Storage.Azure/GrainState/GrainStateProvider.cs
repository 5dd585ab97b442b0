using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.GrainState;

[assembly: RegisterProvider(ProviderNames.Table, "GrainStorage", "Silo", typeof(TableGrainStateProvider))]
[assembly: RegisterProvider(ProviderNames.Blob, "GrainStorage", "Silo", typeof(BlobGrainStateProvider))]

namespace OrleansSms.Storage.Azure.GrainState;

/// <summary><c>Orleans:GrainStorage:NAME:ProviderType = AzureTableStorage</c>.</summary>
internal sealed class TableGrainStateProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddGrainStorage(name!, (services, provider) => new TableGrainStorage(
            provider,
            ProviderClients.Tables(services, configurationSection).GetTableClient(configurationSection["TableName"] ?? TableGrainStorage.DefaultName),
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
            configurationSection.GetValue("DeleteStateOnClear", false),
            StateTools.Of(services, configurationSection)));
}

/// <summary><c>Orleans:GrainStorage:NAME:ProviderType = AzureBlobStorage</c>.</summary>
internal sealed class BlobGrainStateProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddGrainStorage(name!, (services, provider) => new BlobGrainStorage(
            provider,
            ProviderClients.Blobs(services, configurationSection).GetBlobContainerClient(configurationSection["ContainerName"] ?? BlobGrainStorage.DefaultName),
            StateTools.Of(services, configurationSection)));
}

/// <summary>The serializer that the configuration names, or Orleans' default.</summary>
file static class StateTools
{
    public static GrainStateTools Of(IServiceProvider services, IConfigurationSection section) => new(
        section["SerializerKey"] is { Length: > 0 } key
            ? services.GetRequiredKeyedService<IGrainStorageSerializer>(key)
            : services.GetRequiredService<IGrainStorageSerializer>(),
        services.GetRequiredService<IActivatorProvider>());
}
