using Orleans.Dashboard;
using OrleansSms.Domain.Ids;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Server.Moving;
using OrleansSms.Server.Security;
using OrleansSms.Server.Settings;
using OrleansSms.Server.Startup;
using OrleansSms.Storage;
using OrleansSms.Storage.Documents;
using OrleansSms.Web;
using OrleansSms.Web.Authentication;
using OrleansSms.Web.Status;

GcBudget.Apply();
try
{
    if (args is [MoveCommand.Name, .. var rest])
    {
        return await MoveCommand.RunAsync(WebApplication.CreateBuilder(new WebApplicationOptions { Args = rest, ContentRootPath = AppContext.BaseDirectory }).Configuration, Console.Out);
    }

    var app = Build(args);
    await RunAsync(app);
    return 0;
}
catch (SettingsException e)
{
    await Console.Error.WriteLineAsync($"OrleansSms cannot start: {e.Message}");
    return 2;
}

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = SettingsReader.Read(builder.Configuration);
    var listeners = Listeners.Read(builder.Configuration["urls"], settings.AdminUrls);
    builder.WebHost.UseUrls([.. listeners.All]);
    builder.Services.AddSingleton(settings);
    builder.Services.AddSingleton(listeners);
    builder.AddStore(settings);
    builder.Services.AddSingleton(settings.Compliance.Load());
    builder.Services.AddOrleansSmsGrains(settings.Limits);
    builder.Services.AddWebhooks(new WebhookOptions { AllowPrivateNetworks = settings.Webhooks.AllowPrivateNetworks });
    builder.AddSilo(settings);
    builder.AddLifecycle();
    builder.Services.AddOrleansSmsWeb(builder.Configuration, options =>
    {
        options.IsUnavailable = static e => e is StoreUnavailableException;
        options.AdminListeners = listeners.Operator.Count;
        options.AllListeners = listeners.All.Count();
    });
    builder.Services.AddSingleton<ApiKeyHasher>();
    builder.Services.AddSingleton<IApiKeyHasher>(services => services.GetRequiredService<ApiKeyHasher>());
    builder.Services.AddSingleton<Readiness>();
    builder.Services.AddSingleton<IReadinessProbe>(services => services.GetRequiredService<Readiness>());
    builder.AddTelemetry();

    var app = builder.Build();
    app.MapOrleansSms();
    app.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new OperatorOnly());
    if (settings.Dashboard)
    {
        app.MapOrleansDashboard("/dashboard").WithMetadata(new OperatorOnly { AsksForKey = true });
    }

    return app;
}

static async Task RunAsync(WebApplication app)
{
    var services = app.Services;
    services.GetRequiredService<IdGenerator>().StartAfter(await Obstacles.OpenStoreAsync(services));
    await Obstacles.SealSecretsAsync(services);
    await services.GetRequiredService<ApiKeyHasher>().LoadAsync(services.GetRequiredService<IDocumentStore>());
    await app.StartHttpAsync();
    services.GetRequiredService<Readiness>().Started();
    var madeKey = services.GetRequiredService<Bootstrap>().MadeKey;
    Welcome.Print(Console.Out, [.. app.Urls], services.GetRequiredService<Listeners>().Everybody.Count, madeKey, services.GetRequiredService<GatewaySettings>().RunsSandbox is true);
    await app.WaitForShutdownAsync();
    await app.DisposeAsync();
}
