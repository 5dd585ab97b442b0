using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace OrleansSms.Storage.Azure.Membership;

/// <summary>Which silos take clients, for a client outside the silos.</summary>
internal sealed class GatewayList(TableClient table, string cluster, IOptions<GatewayOptions> options) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public async Task InitializeGatewayListProvider() => await table.CreateIfNotExistsAsync();

    public async Task<IList<Uri>> GetGateways()
    {
        var gateways = new List<Uri>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {cluster} and Status eq {nameof(SiloStatus.Active)} and ProxyPort ne {"0"}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter))
        {
            if (!VersionRow.IsKey(row.RowKey))
            {
                gateways.Add(SiloRow.Gateway(row).ToGatewayUri());
            }
        }

        return gateways;
    }
}
