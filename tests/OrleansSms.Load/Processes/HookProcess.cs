using System.Net;
using System.Text.Json;
using OrleansSms.Load.Hooks;

namespace OrleansSms.Load.Processes;

/// <summary>The customer's server, seen from the one that started it.</summary>
internal sealed class HookProcess : IDisposable
{
    private readonly ControlledProcess _process;
    private readonly IPAddress _host;

    private HookProcess(ControlledProcess process, IPAddress host) => (_process, _host) = (process, host);

    public Uri Url => new($"http://{_host}:{_process.Port}/");

    public static async Task<HookProcess> StartAsync(string directory, IPAddress host, CancellationToken cancellationToken) =>
        new(await ControlledProcess.StartAsync(["customer", .. IPAddress.IsLoopback(host) ? (string[])[] : ["--everywhere"]], directory, cancellationToken), host);

    /// <summary>What the events are signed with.</summary>
    public Task UseAsync(string secret) => _process.AskAsync("secret " + secret);

    public async Task<HookStats> StatsAsync() => JsonSerializer.Deserialize<HookStats>(await _process.AskAsync("stats"))!;

    public void Dispose() => _process.Dispose();
}
