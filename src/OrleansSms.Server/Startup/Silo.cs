using System.Globalization;
using Microsoft.Extensions.Configuration.Memory;
using Orleans.Configuration;
using Orleans.Dashboard;
using OrleansSms.Contracts.Events;
using OrleansSms.Server.Settings;

namespace OrleansSms.Server.Startup;

/// <summary>The Orleans silo in this process: alone on the embedded store, one of several on a store that they share.</summary>
internal static class Silo
{
    private static readonly TimeSpan WorkloadAnalysisPeriod = TimeSpan.FromMinutes(1);

    /// <summary>Queues of the live streams, each asked ten times a second: one carries more pages than anybody reads.</summary>
    private const int LiveQueues = 1;

    /// <summary>Grains whose place is remembered; room for a tenth of the default's million, which is 18 MB from the start. A gateway has thousands.</summary>
    private const int MaxCachedPlaces = 100_000;

    private const string SiloPort = "Orleans:Endpoints:SiloPort";
    private const string GatewayPort = "Orleans:Endpoints:GatewayPort";
    private const string ServiceId = "Orleans:ServiceId";
    private const string ClusterId = "Orleans:ClusterId";
    private const string ClusteringProvider = "Orleans:Clustering:ProviderType";
    private const string Subscriptions = "PubSubStore";
    private const string SubscriptionsProvider = $"Orleans:GrainStorage:{Subscriptions}:ProviderType";
    private const string DefaultId = "orleanssms";

    public static void AddSilo(this WebApplicationBuilder builder, GatewaySettings settings)
    {
        if (settings.IsCluster)
        {
            AddDefaults(builder.Configuration);
        }

        if (builder.Configuration[SiloPort] == "0")
        {
            // Orleans reads this setting too, and takes no 0.
            builder.Configuration[SiloPort] = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        }

        builder.Host.UseOrleans((context, silo) =>
        {
            if (settings.IsCluster)
            {
                silo.JoinCluster(context.Configuration);
                if (settings.Kubernetes)
                {
                    silo.UseKubernetesHosting();
                }
            }
            else
            {
                silo.StandAlone(context.Configuration);
            }

            silo.AddMemoryStreams(LiveEvents.Provider, streams => streams.ConfigurePartitioning(LiveQueues));
            if (context.Configuration[Telemetry.OtlpEndpoint] is not null)
            {
                silo.AddActivityPropagation();
            }

            if (settings.Dashboard)
            {
                silo.AddDashboard();
            }

            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = MaxCachedPlaces);
            silo.Configure<GrainCollectionOptions>(options => ShedWhenShortOfMemory(options, context.Configuration));

            // The analysis walks every activation; with 300,000 recipients active it took a twentieth of the CPU at the default of 5 s.
            silo.Configure<SiloMessagingOptions>(options => options.GrainWorkloadAnalysisPeriod = WorkloadAnalysisPeriod);
        });
    }

    /// <summary>Grains stay in memory while there is room: short of it those that came first go at once, before the system ends the process.</summary>
    private static void ShedWhenShortOfMemory(GrainCollectionOptions options, IConfiguration configuration)
    {
        options.EnableActivationSheddingOnMemoryPressure = true;
        options.MemoryUsageLimitPercentage = 80;
        options.MemoryUsageTargetPercentage = 70;
        configuration.GetSection("Orleans:GrainCollection").Bind(options);
    }

    /// <summary>A silo that nobody joins: it listens on loopback, on a free port unless the settings name one, and for Orleans' own clients only if they do.</summary>
    private static void StandAlone(this ISiloBuilder silo, IConfiguration configuration)
    {
        var siloPort = configuration.GetValue(SiloPort, 0);
        silo.AddMemoryGrainStorage(Subscriptions);
        silo.UseLocalhostClustering(
            siloPort == 0 ? FreePort.Find() : siloPort,
            configuration.GetValue(GatewayPort, 0),
            primarySiloEndpoint: null,
            serviceId: configuration[ServiceId] ?? DefaultId,
            clusterId: configuration[ClusterId] ?? DefaultId);
    }

    /// <summary>
    /// Where the silos find each other is in Orleans' own settings, which it reads itself, but for those of membership. The defaults here see a silo that was killed
    /// within 5 to 7 s, and one that stands still within 10 s instead of a minute: while probes last long, nobody may vote.
    /// </summary>
    private static void JoinCluster(this ISiloBuilder silo, IConfiguration configuration) => silo.Configure<ClusterMembershipOptions>(options =>
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedProbesLimit = 3;
        configuration.GetSection("Orleans:Membership").Bind(options);
    });

    /// <summary>Below every other source: what the operator sets stands. A provider's settings are taken whole or not at all.</summary>
    private static void AddDefaults(ConfigurationManager configuration)
    {
        var defaults = new Dictionary<string, string?> { [ServiceId] = DefaultId, [ClusterId] = DefaultId };
        if (configuration[ClusteringProvider] is null)
        {
            defaults[ClusteringProvider] = "AzureTableStorage";
            defaults["Orleans:Clustering:ServiceKey"] = AzureAccount.ServiceKey;
        }

        if (configuration[SubscriptionsProvider] is null)
        {
            defaults[SubscriptionsProvider] = "AzureTableStorage";
            defaults[$"Orleans:GrainStorage:{Subscriptions}:ServiceKey"] = AzureAccount.ServiceKey;
        }

        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }
}
