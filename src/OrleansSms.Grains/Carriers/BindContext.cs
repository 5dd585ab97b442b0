using OrleansSms.Domain.Carriers;
using OrleansSms.Domain.Compliance;
using OrleansSms.Grains.Recipients;
using OrleansSms.Grains.Routing;
using OrleansSms.Grains.Submission;
using OrleansSms.Grains.Telemetry;
using OrleansSms.Storage.Documents;
using OrleansSms.Storage.Messages;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Grains.Carriers;

/// <summary>What the parts of one bind share. All of them run in the bind's grain, one at a time.</summary>
internal sealed class BindContext(
    BindKey key,
    CarrierConfig carrier,
    IMessageStore store,
    IGrainFactory grains,
    BindServices services)
{
    public BindKey Key { get; } = key;

    /// <summary>The key as timelines show it, as in <c>carrier/0</c>.</summary>
    public string Name { get; } = key.ToString();

    /// <summary>The configuration; replaced when the operator changes it.</summary>
    public CarrierConfig Carrier { get; set; } = carrier;

    public IMessageStore Store { get; } = store;

    public IGrainFactory Grains { get; } = grains;

    public IDocumentStore Documents { get; } = services.Documents;

    public IRecipientStore Recipients { get; } = services.Recipients;

    public CapPlaces Places { get; } = services.Places;

    public GrainReferences References { get; } = services.References;

    public ComplianceData Compliance { get; } = services.Compliance;

    public RoutingView Routing { get; } = services.Routing;

    public IdGenerator Ids { get; } = services.Ids;

    public TimeProvider Time { get; } = services.Time;

    public GatewayLimits Limits { get; } = services.Limits;

    public GatewayMetrics Metrics { get; } = services.Metrics;

    public ILogger Logger { get; } = services.Loggers.CreateLogger("OrleansSms.Carriers.Bind");

    /// <summary>Wall clock in Unix microseconds: what rows and timelines carry.</summary>
    public long Now => Time.GetUnixMicros();

    /// <summary>Monotonic clock in microseconds: what limits and waits are measured by.</summary>
    public long Clock => Time.GetElapsedTime(0).Ticks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>What every bind of the process uses.</summary>
internal sealed record BindServices(
    IDocumentStore Documents,
    IRecipientStore Recipients,
    CapPlaces Places,
    GrainReferences References,
    ComplianceData Compliance,
    RoutingView Routing,
    LocalBinds Local,
    IdGenerator Ids,
    TimeProvider Time,
    GatewayLimits Limits,
    GatewayMetrics Metrics,
    ILoggerFactory Loggers);
