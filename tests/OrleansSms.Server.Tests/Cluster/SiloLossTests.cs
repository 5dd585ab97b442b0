namespace OrleansSms.Server.Tests.Cluster;

/// <summary>A silo dies or stops: what ran in it goes on in the others.</summary>
[Collection(SharedSilos.Name)]
public sealed class SiloLossTests(ThreeSilos cluster)
{
    [Fact]
    public async Task The_binds_of_a_silo_that_was_killed_are_bound_again_by_the_others_and_nothing_accepted_is_lost()
    {
        await cluster.SpreadAsync(3);
        var before = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.SubmitAsync(0)));

        await cluster.Silos[2].Kill9Async();
        var during = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.SubmitAsync(1)));
        await cluster.SpreadAsync(2);
        var after = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.SubmitAsync(0)));

        foreach (var id in before.Concat(during).Concat(after))
        {
            await cluster.Api(0).MessageIsAsync(id, "delivered");
        }

        await cluster.Silos[2].StartAgainAsync();
        await cluster.SpreadAsync(3, asked: 2);
        await cluster.Api(2).MessageIsAsync(after[0], "delivered");
    }
}
