using System.Reflection;
using OrleansSms.Web.Binds;

namespace OrleansSms.Web.Status;

/// <summary>/v1/status: whether messages can go out, for anyone with a key.</summary>
internal static class StatusApi
{
    private static readonly string Version = ReadVersion();

    public static void MapStatus(this ApiRoutes api) =>
        api.Get("/v1/status", scope: null, GetAsync).Gives<StatusView>().Says("getStatus", "Status", "Version, uptime and binds");

    private static async Task GetAsync(ApiCall call)
    {
        var binds = await BindReader.ReadAllAsync(call.Grains, call.Aborted);
        var up = binds.Count(bind => bind.Bound);
        var started = call.Services.StartedAt;
        var view = new StatusView
        {
            Status = up > 0 ? "ok" : "no_binds",
            Version = Version,
            StartedAt = started,
            UptimeSeconds = (long)(call.Services.Time.GetUtcNow() - started).TotalSeconds,
            Binds = new BindCounts(up, binds.Count - up),
        };
        await call.JsonAsync(StatusCodes.Status200OK, view, WebJson.Shared.StatusView);
    }

    // The build may add +commit to the version.
    private static string ReadVersion() =>
        typeof(StatusApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}

/// <summary>The system at a glance.</summary>
internal sealed record StatusView
{
    /// <summary>ok, or no_binds when no session with any carrier is bound: messages are accepted and wait.</summary>
    public required string Status { get; init; }

    /// <summary>Version of the gateway.</summary>
    public required string Version { get; init; }

    /// <summary>When this process started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>For how many seconds it has been running.</summary>
    public required long UptimeSeconds { get; init; }

    /// <summary>Binds over all carriers.</summary>
    public required BindCounts Binds { get; init; }
}

/// <summary>Number of binds.</summary>
/// <param name="Up">Bound.</param>
/// <param name="Down">Not bound.</param>
internal sealed record BindCounts(int Up, int Down);
