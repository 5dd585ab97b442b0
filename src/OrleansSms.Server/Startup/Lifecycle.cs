using OrleansSms.Grains.Hosting;

namespace OrleansSms.Server.Startup;

/// <summary>What is done between the start of the silo and that of HTTP, and in which order; at the stop it is undone backwards.</summary>
internal static class Lifecycle
{
    /// <summary>Call it when the silo is added.</summary>
    public static void AddLifecycle(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, StopSignals>();
        builder.Services.AddSingleton<Sandbox>();
        builder.Services.AddSingleton<SettingsTrail>();
        builder.Services.AddSingleton<Bootstrap>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Bootstrap>());
        builder.Services.AddHostedService<Drain>();

        // It dials binds: only when carriers are as the settings say, and no longer when they are drained.
        builder.Services.AddSiloWork();
    }
}
