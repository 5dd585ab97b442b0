namespace OrleansSms.Server.Tests.Operation;

/// <summary>Where memory is short, grains leave it; nobody notices but for the time it takes to read them again.</summary>
public sealed class ShortMemoryTests
{
    private static readonly Dictionary<string, string?> Short = new()
    {
        ["Orleans__GrainCollection__MemoryUsageLimitPercentage"] = "0.001",
        ["Orleans__GrainCollection__MemoryUsageTargetPercentage"] = "0.0005",
        ["Orleans__GrainCollection__MemoryUsagePollingPeriod"] = "00:00:00.1",
        ["Logging__LogLevel__Orleans"] = "Information",

        // What is in use is known after a collection: some after every few requests.
        ["DOTNET_GCgen0size"] = "100000",
        ["DOTNET_GCGen0MaxBudget"] = "100000",
    };

    [Fact]
    public async Task A_gateway_lets_grains_go_and_sends_on()
    {
        await using var carrier = await NodeSmsc.StartAsync(new());
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>([.. Short, .. GatewayProcess.Carrier("north", carrier.Port)]));
        var api = new Api(gateway);
        (await api.PostAsync("/v1/accounts", new { name = "Shop", tps_limit = 7 })).Expect(201);
        var to = "+447700900123";

        await Eventually.ReadAsync(
            async () =>
            {
                await api.MessageIsAsync(await api.SubmitAsync(to), "delivered");
                return gateway.Output;
            },
            output => output.Contains("High memory pressure detected", StringComparison.Ordinal));

        await api.MessageIsAsync(await api.SubmitAsync(to), "delivered");
        var account = Assert.Single((await api.GetAsync("/v1/accounts")).Expect(200).Data, account => account.Text("name") == "Shop");
        Assert.Equal(7, account.GetProperty("tps_limit").GetInt32());
    }
}
