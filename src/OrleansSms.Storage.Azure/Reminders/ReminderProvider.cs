using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using OrleansSms.Storage.Azure.Access;
using OrleansSms.Storage.Azure.Reminders;

[assembly: RegisterProvider(ProviderNames.Table, "Reminders", "Silo", typeof(ReminderProvider))]

namespace OrleansSms.Storage.Azure.Reminders;

/// <summary><c>Orleans:Reminders:ProviderType = AzureTableStorage</c>.</summary>
internal sealed class ReminderProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable>(services =>
        {
            var cluster = services.GetRequiredService<IOptions<ClusterOptions>>().Value;
            var table = ProviderClients.Tables(services, configurationSection)
                .GetTableClient(configurationSection["TableName"] ?? ReminderTable.DefaultName);
            return new ReminderTable(table, cluster.ServiceId, cluster.ClusterId);
        });
    }
}
