using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace OrleansSms.Server.Startup;

/// <summary>The Orleans silo in this process.</summary>
internal static class Silo
{
    private static readonly TimeSpan WorkloadAnalysisPeriod = TimeSpan.FromMinutes(1);

    private const string SiloPort = "Orleans:Endpoints:SiloPort";
    private const string GatewayPort = "Orleans:Endpoints:GatewayPort";

    /// <summary>A single silo that nobody joins: it listens on loopback, on free ports unless the settings name them.</summary>
    public static void AddSilo(this WebApplicationBuilder builder) => builder.Host.UseOrleans((context, silo) =>
    {
        var siloPort = context.Configuration.GetValue(SiloPort, 0);
        var gatewayPort = context.Configuration.GetValue(GatewayPort, 0);
        silo.UseLocalhostClustering(
            siloPort == 0 ? FreePort() : siloPort,
            gatewayPort == 0 ? FreePort() : gatewayPort,
            primarySiloEndpoint: null,
            serviceId: context.Configuration["Orleans:ServiceId"] ?? "orleanssms",
            clusterId: context.Configuration["Orleans:ClusterId"] ?? "orleanssms");
        if (context.Configuration[Telemetry.OtlpEndpoint] is not null)
        {
            silo.AddActivityPropagation();
        }

        // The analysis walks every activation; with 300,000 recipients active it took a twentieth of the CPU at the default of 5 s.
        silo.Configure<SiloMessagingOptions>(options => options.GrainWorkloadAnalysisPeriod = WorkloadAnalysisPeriod);
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
