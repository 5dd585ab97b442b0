using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSms.Web.Authentication;
using OrleansSms.Web.Batches;
using OrleansSms.Web.Messages;
using OrleansSms.Web.Send;
using OrleansSms.Web.Status;

namespace OrleansSms.Web;

/// <summary>The front end: REST, its documentation and the console.</summary>
public static class OrleansSmsWeb
{
    /// <summary>
    /// Registers the front end. The host registers <see cref="IGrainFactory"/>, <see cref="IApiKeyHasher"/> and <see cref="IReadinessProbe"/>, and keeps
    /// the data protection keys where they outlive the process: answers kept for an Idempotency-Key are protected by them.
    /// </summary>
    public static IServiceCollection AddOrleansSmsWeb(
        this IServiceCollection services, IConfiguration configuration, Action<OrleansSmsWebOptions>? configure = null)
    {
        var options = OrleansSmsWebOptions.From(configuration);
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdGenerator>();
        services.AddSingleton<ApiKeyAuthenticator>();
        services.AddSingleton<ApiServices>();
        services.AddDataProtection();
        services.AddRouting();
        return services;
    }

    /// <summary>Maps every path, and the guard that gives each request its id and each failure its problem.</summary>
    public static WebApplication MapOrleansSms(this WebApplication app)
    {
        app.UseMiddleware<RequestGuard>();
        app.MapHealth();
        var api = new ApiRoutes(app);
        api.MapMessages();
        api.MapBatches();
        api.MapSend();
        return app;
    }
}
