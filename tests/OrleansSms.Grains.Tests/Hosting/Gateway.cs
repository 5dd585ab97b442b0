using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansSms.Contracts.Scheduling;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Hosting;
using OrleansSms.Grains.Submission;
using OrleansSms.Grains.Webhooks;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Segments;
using OrleansSms.Storage.Sqlite;

namespace OrleansSms.Grains.Tests.Hosting;

/// <summary>A silo with the embedded store in a folder of its own. Lanes are small, so that spilling is the rule. Every test takes fresh keys.</summary>
public sealed class Gateway : IAsyncLifetime
{
    /// <summary>Only keeps a broken test from hanging.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public const int LaneMessages = 50;

    private readonly string _directory = Directory.CreateTempSubdirectory("orleanssms-").FullName;
    private readonly Action<ISiloBuilder> _configure;
    private InProcessTestCluster? _cluster;
    private int _blocks;

    public Gateway()
        : this(static _ => { })
    {
    }

    internal Gateway(Action<ISiloBuilder> configure) => _configure = configure;

    /// <summary>The gateway's clock, which a test may step.</summary>
    public SteppedTime Time { get; } = new();

    public IServiceProvider Services => _cluster!.GetSiloServiceProvider();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IMessageStore Store => Services.GetRequiredService<IMessageStore>();

    /// <summary>The same store, to hold commits back.</summary>
    public HeldStore Held => (HeldStore)Store;

    /// <summary>The snapshots of audiences, to hold their taking back.</summary>
    internal HeldSnapshots Snapshots => (HeldSnapshots)Services.GetRequiredService<ISegmentSnapshots>();

    public IDocumentStore Documents => Services.GetRequiredService<IDocumentStore>();

    public IEventLog Events => Services.GetRequiredService<IEventLog>();

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSqliteStorage(options => (options.DataDirectory, options.WriterCacheMiB) = (_directory, 16));
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton(provider => HeldStore.Around(provider.GetRequiredService<SqliteDatabase>().Messages));

            silo.Services.AddSingleton<ISegmentSnapshots>(provider => new HeldSnapshots(provider.GetRequiredService<SqliteDatabase>().Snapshots));

            // What the tests send as marketing must go at any time of the day; those about quiet hours set them.
            silo.Services.AddSingleton(ComplianceData.Shipped with { QuietByDefault = Categories.None, RequireOptOutRouteByDefault = false });
            silo.Services.AddOrleansSmsGrains(new GatewayLimits
            {
                LaneMessages = LaneMessages,
                FailoverAfter = TimeSpan.Zero,
                LaneWalkRest = TimeSpan.FromMilliseconds(200),
            });
            silo.Services.AddWebhooks(new WebhookOptions());
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            _configure(silo);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Grains.GetGrain<IReleaseGrain>(0).EnsureRunningAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A place of its own for a test: numbers, an account and carriers that no other test has.</summary>
    public Scene NewScene() => new(this, Interlocked.Increment(ref _blocks));
}

/// <summary>The classes that share the silo run one after the other: the machine is theirs in turn.</summary>
[CollectionDefinition(Name)]
public sealed class SharedGateway : ICollectionFixture<Gateway>
{
    public const string Name = "gateway";
}
