using System.Net.Http.Headers;
using System.Text;

namespace OrleansSms.Server.Tests.Operation;

/// <summary>Orleans' own dashboard.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task It_is_there_when_it_is_switched_on_and_for_an_admin_key_alone()
    {
        await using var gateway = await GatewayProcess.StartAsync(new Dictionary<string, string?>
        {
            ["OrleansSms__Dashboard"] = "true",
            ["OrleansSms__Accounts__shop__ApiKey"] = "key-of-the-shop",
        });
        using var http = new HttpClient { BaseAddress = gateway.Url };

        var without = await http.GetAsync("/dashboard/");
        Assert.Equal((401, "Basic"), ((int)without.StatusCode, without.Headers.WwwAuthenticate.Single().Scheme));
        Assert.Equal(401, (int)(await GetAsync(http, "/dashboard/", "key-of-the-shop")).StatusCode);
        Assert.Equal(401, (int)(await http.GetAsync("/dashboard/DashboardCounters")).StatusCode);

        var page = await GetAsync(http, "/dashboard/", GatewayProcess.AdminKey);
        Assert.Equal((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        await Eventually.ReadAsync(
            async () => await (await GetAsync(http, "/dashboard/DashboardCounters", GatewayProcess.AdminKey)).Content.ReadAsStringAsync(),
            static counters => counters.Contains("\"hosts\":[{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_not_there_unless_it_is_switched_on()
    {
        await using var gateway = await GatewayProcess.StartAsync();

        (await new Api(gateway).GetAsync("/dashboard/")).Expect(404);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string password)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("operator:" + password)));
        return http.SendAsync(request);
    }
}
