using OrleansSms.Storage;
using OrleansSms.Web.Status;

namespace OrleansSms.Server.Startup;

/// <summary>
/// Whether this process takes traffic: started, not stopping, one of its cluster's silos, and its store takes writes. Binds are no part of it: without one messages are
/// accepted and wait, and a carrier that is down must not take every silo out of the balancer.
/// </summary>
internal sealed class Readiness(IStoreMaintenance store, ISiloStatusOracle silos) : IReadinessProbe
{
    private volatile string? _why = "The gateway is starting.";

    /// <summary>Everything is up.</summary>
    public void Started() => _why = null;

    /// <summary>The process was asked to stop.</summary>
    public void Stopping() => _why = "The gateway is stopping.";

    public async ValueTask<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => _why
        ?? (silos.CurrentStatus == SiloStatus.Active ? null : $"This silo is not one of its cluster's: {silos.CurrentStatus}.")
        ?? await store.ProbeAsync(cancellationToken);
}
