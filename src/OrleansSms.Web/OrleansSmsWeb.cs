using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSms.Web.Accounts;
using OrleansSms.Web.Auditing;
using OrleansSms.Web.Authentication;
using OrleansSms.Web.Batches;
using OrleansSms.Web.Binds;
using OrleansSms.Web.Campaigns;
using OrleansSms.Web.Carriers;
using OrleansSms.Web.Consents;
using OrleansSms.Web.Console;
using OrleansSms.Web.Contacts;
using OrleansSms.Web.Docs;
using OrleansSms.Web.Erasures;
using OrleansSms.Web.Events;
using OrleansSms.Web.Exports;
using OrleansSms.Web.Importing;
using OrleansSms.Web.Inbound;
using OrleansSms.Web.Keys;
using OrleansSms.Web.Keywords;
using OrleansSms.Web.Messages;
using OrleansSms.Web.People;
using OrleansSms.Web.Policies;
using OrleansSms.Web.Routes;
using OrleansSms.Web.Segments;
using OrleansSms.Web.Send;
using OrleansSms.Web.Status;
using OrleansSms.Web.Suppressions;
using OrleansSms.Web.Templates;
using OrleansSms.Web.Webhooks;

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
        services.AddSingleton<OperatorDoor>();
        services.AddSingleton<SubmissionPages>();
        services.AddSingleton<ApiServices>();
        services.AddDataProtection();
        services.AddRouting();
        services.AddOpenApiDocs();
        return services;
    }

    /// <summary>Maps every path, and the guard that gives each request its id and each failure its problem.</summary>
    public static WebApplication MapOrleansSms(this WebApplication app)
    {
        app.UseMiddleware<RequestGuard>();
        app.UseMiddleware<OperatorGuard>();
        app.MapHealth();
        app.MapConsole();
        app.MapDocs();
        app.MapShortLinks();
        var api = new ApiRoutes(app);
        api.MapMessages();
        api.MapBatches();
        api.MapSend();
        api.MapInbound();
        api.MapEvents();
        api.MapEventStream();
        api.MapWebhookEndpoints();
        api.MapContacts();
        api.MapImports();
        api.MapSegments();
        api.MapTemplates();
        api.MapCampaigns();
        api.MapAccounts();
        api.MapKeys();
        api.MapCarriers();
        api.MapBinds();
        api.MapRoutes();
        api.MapSuppressions();
        api.MapConsents();
        api.MapPeople();
        api.MapExports();
        api.MapErasures();
        api.MapKeywords();
        api.MapPolicies();
        api.MapAudit();
        api.MapStatus();
        return app;
    }
}
