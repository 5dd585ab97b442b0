using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansSms.Storage.Azure.Membership;

namespace OrleansSms.Storage.Azure.Tests.Membership;

[Collection(StorageAccountCollection.Name)]
public sealed class GatewayListTests(StorageAccount account)
{
    [Fact]
    public async Task Clients_are_sent_to_active_silos_that_have_a_gateway()
    {
        var cluster = StorageAccount.Unique("cluster");
        var rows = account.Tables.GetTableClient(MembershipTable.DefaultName);
        var table = new MembershipTable(rows, cluster);
        await table.InitializeMembershipTable(true);
        await JoinAsync(table, Silo(1, SiloStatus.Active, 30001));
        await JoinAsync(table, Silo(2, SiloStatus.Joining, 30002));
        await JoinAsync(table, Silo(3, SiloStatus.Active, 0));
        await JoinAsync(table, Silo(4, SiloStatus.Dead, 30004));

        var gateways = new GatewayList(rows, cluster, Options.Create(new GatewayOptions()));
        await gateways.InitializeGatewayListProvider();

        var gateway = Assert.Single(await gateways.GetGateways());
        Assert.Equal(SiloAddress.New(IPAddress.Loopback, 30001, 1).ToGatewayUri(), gateway);
    }

    private static async Task JoinAsync(MembershipTable table, MembershipEntry silo) =>
        Assert.True(await table.InsertRow(silo, (await table.ReadAll()).Version.Next()));

    private static MembershipEntry Silo(int generation, SiloStatus status, int gatewayPort) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, generation),
        Status = status,
        ProxyPort = gatewayPort,
        SiloName = "silo",
        HostName = "host",
        StartTime = DateTime.UnixEpoch,
        IAmAliveTime = DateTime.UnixEpoch,
    };
}
