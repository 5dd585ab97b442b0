using OrleansSms.Storage;
using OrleansSms.Web.Status;

namespace OrleansSms.Server.Startup;

/// <summary>Whether this process takes traffic: started, not stopping, and its store takes writes.</summary>
internal sealed class Readiness(IStoreMaintenance store) : IReadinessProbe
{
    private volatile string? _why = "The gateway is starting.";

    /// <summary>Everything is up.</summary>
    public void Started() => _why = null;

    /// <summary>The process was asked to stop.</summary>
    public void Stopping() => _why = "The gateway is stopping.";

    public async ValueTask<string?> WhyNotReadyAsync(CancellationToken cancellationToken) => _why ?? await store.ProbeAsync(cancellationToken);
}
