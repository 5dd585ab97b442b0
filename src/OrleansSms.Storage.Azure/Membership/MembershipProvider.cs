using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Providers;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Membership;

[assembly: RegisterProvider(ProviderNames.Table, "Clustering", "Silo", typeof(MembershipProvider))]
[assembly: RegisterProvider(ProviderNames.Table, "Clustering", "Client", typeof(MembershipProvider))]

namespace OrleansSms.Storage.Azure.Membership;

/// <summary><c>Orleans:Clustering:ProviderType = AzureTableStorage</c>, for silos and clients.</summary>
internal sealed class MembershipProvider : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddSingleton<IMembershipTable>(services =>
            new MembershipTable(Table(services, configurationSection), Cluster(services)));

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.Services.AddSingleton<IGatewayListProvider>(services => new GatewayList(
            Table(services, configurationSection), Cluster(services), services.GetRequiredService<IOptions<GatewayOptions>>()));

    private static TableClient Table(IServiceProvider services, IConfigurationSection section) =>
        ProviderClients.Tables(services, section).GetTableClient(section["TableName"] ?? MembershipTable.DefaultName);

    private static string Cluster(IServiceProvider services) => services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;
}
