namespace OrleansSms.Server.Tests.Cluster;

/// <summary>
/// A cluster goes over to another build, silo by silo, while it is used. tests/upgrade.sh builds an earlier state of the sources and names it, tests/run these sources under another version; without
/// either the silos are restarted with the build that they have.
/// </summary>
public sealed class RollingUpgradeTests : IAsyncLifetime
{
    private const string EarlierBuild = "ORLEANSSMS_EARLIER_BUILD";

    private readonly ThreeSilos _cluster = new(Environment.GetEnvironmentVariable(EarlierBuild));

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Nothing_that_is_accepted_on_the_way_is_lost_and_silos_of_both_builds_know_what_either_was_told()
    {
        await _cluster.SpreadAsync(ThreeSilos.Binds);
        var accounts = new List<(string Id, string Key)> { await NewAccountAsync(0) };
        var up = 0;
        using var done = new CancellationTokenSource();
        var sending = SendAsync(() => Volatile.Read(ref up), done.Token);

        for (var silo = 0; silo < _cluster.Silos.Count; silo++)
        {
            // Senders go to the one that was upgraded last, at first to one that will be.
            Volatile.Write(ref up, (silo + _cluster.Silos.Count - 1) % _cluster.Silos.Count);
            Assert.Equal(0, await _cluster.Silos[silo].TerminateAsync());
            _cluster.Silos[silo].Build = null;
            await _cluster.Silos[silo].StartAgainAsync();
            await _cluster.SpreadAsync(ThreeSilos.Binds, asked: silo);
            accounts.Add(await NewAccountAsync(silo));
            await EachSiloKnowsAsync(accounts);
        }

        await done.CancelAsync();
        var accepted = await sending;
        Assert.InRange(accepted.Count, 20, int.MaxValue);
        foreach (var id in accepted)
        {
            await _cluster.Api(0).MessageIsAsync(id, "delivered");
        }
    }

    private async Task<IReadOnlyList<string>> SendAsync(Func<int> silo, CancellationToken done)
    {
        var accepted = new List<string>();
        while (!done.IsCancellationRequested)
        {
            accepted.Add(await _cluster.SubmitAsync(() => _cluster.Api(silo())));
        }

        return accepted;
    }

    private async Task<(string Id, string Key)> NewAccountAsync(int silo)
    {
        var id = (await _cluster.Api(silo).PostAsync("/v1/accounts", new { name = $"Made at {silo}", default_from = "Shop" })).Expect(201).Id;
        var key = (await _cluster.Api(silo).PostAsync("/v1/keys", new { account = id })).Expect(201).Json.Text("secret")!;
        return (id, key);
    }

    private async Task EachSiloKnowsAsync(IEnumerable<(string Id, string Key)> accounts)
    {
        foreach (var silo in _cluster.Silos)
        {
            foreach (var (id, key) in accounts)
            {
                await Eventually.ReadAsync(() => new Api(silo, key).GetAsync($"/v1/policies/{id}"), answer => answer.Status == 200, answer => answer.Text);
            }
        }
    }
}
