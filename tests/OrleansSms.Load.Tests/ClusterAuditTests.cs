using OrleansSms.Load.Auditing.Clusters;

namespace OrleansSms.Load.Tests;

[Collection(nameof(WholeProcess))]
public sealed class ClusterAuditTests
{
    [Theory]
    [InlineData((int)Fault.Kill, 6)]
    [InlineData((int)Fault.Storage, 5)]
    public async Task What_three_silos_accepted_survives_harm_under_load_and_customers_hear_all_of_it_in_order(int fault, int away)
    {
        var options = new ClusterAuditOptions
        {
            Fault = (Fault)fault,
            Times = 1,
            Away = TimeSpan.FromSeconds(away),
            Between = TimeSpan.FromSeconds(2),
            PerSecond = 30,
            Connections = 8,
            BatchSize = 20,
            SettleSeconds = 60,
        };

        var result = await ClusterAudit.RunAsync(options, CancellationToken.None);

        Assert.Empty(result.Broken);
        Assert.Single(result.Done);
    }
}
