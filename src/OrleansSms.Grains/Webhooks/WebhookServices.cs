using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansSms.Grains.Webhooks;

/// <summary>Registers webhook delivery.</summary>
public static class WebhookServices
{
    /// <summary>
    /// Adds what the webhook grains need besides the ports <c>IEventLog</c>, <c>IWebhookStore</c> and <c>IDocumentStore</c>, which the storage
    /// adapter brings.
    /// </summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<PumpPorts>();
        services.AddSingleton<CallbackUsers>();
        return services;
    }
}
