using OrleansSms.Contracts.Webhooks;
using OrleansSms.Domain.Webhooks;
using OrleansSms.Grains.Tests.Hosting;

namespace OrleansSms.Grains.Tests.Webhooks;

/// <summary>Secrets of an endpoint that replace one another.</summary>
[Collection(SharedGateway.Name)]
public sealed class SecretTests(Gateway gateway)
{
    [Fact]
    public async Task A_secret_whose_time_is_over_is_forgotten_and_one_that_still_signs_is_not()
    {
        var now = TimeProvider.System.GetUnixMicros();
        var endpoint = new WebhookEndpointConfig { Id = "whk_secrets", Account = "acc_secrets", Url = "https://example.com", Secrets = [WebhookSecret.Create()] };
        var grain = gateway.Grains.GetGrain<IWebhookEndpointGrain>(endpoint.Id);
        var (second, third) = (WebhookSecret.Create(), WebhookSecret.Create());

        await grain.ConfigureAsync(endpoint.Rotate(second, now - UnixMicros.From(WebhookEndpointConfig.OldSecretGrace)));
        await grain.EnsureRunningAsync();
        var forgotten = await grain.GetAsync();
        await grain.ConfigureAsync(forgotten!.Rotate(third, now));
        await grain.EnsureRunningAsync();

        Assert.Equal([second], forgotten.Secrets);
        Assert.Equal([third, second], (await grain.GetAsync())!.Secrets);
    }
}
