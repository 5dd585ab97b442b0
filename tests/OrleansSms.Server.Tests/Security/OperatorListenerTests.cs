namespace OrleansSms.Server.Tests.Security;

/// <summary>The operator's side on an address of its own.</summary>
public sealed class OperatorListenerTests
{
    private static readonly Dictionary<string, string?> Apart = new() { ["OrleansSms__AdminUrls"] = "http://127.0.0.1:0" };

    [Fact]
    public async Task Admin_paths_the_console_and_metrics_answer_there_alone()
    {
        await using var gateway = await GatewayProcess.StartAsync(Apart);
        var (everybody, operators) = (new Api(gateway), new Api(gateway, atOperatorUrl: true));
        Assert.NotEqual(gateway.Url, gateway.OperatorUrl);

        foreach (var path in (await ApiPath.ReadAllAsync(everybody)).Where(path => path.IsAdmin && path.Method == HttpMethod.Get && !path.HasId))
        {
            (await everybody.GetAsync(path.Pattern)).Expect(404);
            (await operators.GetAsync(path.Pattern)).Expect(200);
        }

        foreach (var path in (string[])["/", "/console.js", "/metrics"])
        {
            (await everybody.GetAsync(path)).Expect(404);
            (await operators.GetAsync(path)).Expect(200);
        }

        (await everybody.PutAsync("/v1/routes/usual", new { prefix = "", carriers = (List<string>)["sandbox"] })).Expect(404);
        (await operators.PutAsync("/v1/routes/usual", new { prefix = "", carriers = (List<string>)["sandbox"] })).Expect(200);
    }

    [Fact]
    public async Task Elsewhere_an_admin_key_is_a_key_of_its_account_and_no_more()
    {
        await using var gateway = await GatewayProcess.StartAsync(Apart);
        var (everybody, operators) = (new Api(gateway), new Api(gateway, atOperatorUrl: true));
        var account = (await operators.PostAsync("/v1/accounts", new { name = "Shop" })).Expect(201).Id;

        (await everybody.GetAsync($"/v1/policies/{account}")).Expect(404);
        (await operators.GetAsync($"/v1/policies/{account}")).Expect(200);
        await everybody.MessageIsAsync(await everybody.SubmitAsync("+447700900123"), "delivered");
        (await everybody.GetAsync("/healthz")).Expect(200);
        (await operators.GetAsync("/healthz")).Expect(200);
    }

    [Fact]
    public async Task An_address_of_everybody_is_refused()
    {
        var (exitCode, output) = await GatewayProcess.FailToStartAsync(new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:18080",
            ["OrleansSms__AdminUrls"] = "http://localhost:18080",
        });

        Assert.Equal(2, exitCode);
        Assert.Contains("OrleansSms cannot start: OrleansSms:AdminUrls is 'http://localhost:18080', but ASPNETCORE_URLS has that port already", output, StringComparison.Ordinal);
    }
}
