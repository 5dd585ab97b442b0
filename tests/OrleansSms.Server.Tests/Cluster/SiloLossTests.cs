namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A silo dies or stops: what ran in it goes on in the others.</summary>
public sealed class SiloLossTests(ThreeSilos cluster) : IClassFixture<ThreeSilos>
{
    [Fact]
    public async Task The_binds_of_a_silo_that_was_killed_are_bound_again_by_the_others_and_nothing_accepted_is_lost()
    {
        await cluster.AllBoundAsync(0, 1, 2);
        var before = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Api(0).SubmitAsync(cluster.NewNumber())));

        await cluster.Silos[2].Kill9Async();
        await cluster.AllBoundAsync(0, 1);
        var after = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Api(1).SubmitAsync(cluster.NewNumber())));

        foreach (var id in before.Concat(after))
        {
            await cluster.Api(0).MessageIsAsync(id, "delivered");
        }

        await cluster.Silos[2].StartAgainAsync();
        await cluster.Api(2).MessageIsAsync(after[0], "delivered");
    }
}
