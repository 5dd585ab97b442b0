using System.Text.Json;
using OrleansSms.Load.Hooks;

namespace OrleansSms.Load.Processes;

/// <summary>The customer's server, seen from the one that started it.</summary>
internal sealed class HookProcess : IDisposable
{
    private readonly ControlledProcess _process;

    private HookProcess(ControlledProcess process) => _process = process;

    public Uri Url => new($"http://127.0.0.1:{_process.Port}/");

    public static async Task<HookProcess> StartAsync(string directory, CancellationToken cancellationToken) =>
        new(await ControlledProcess.StartAsync(["customer"], directory, cancellationToken));

    /// <summary>What the events are signed with.</summary>
    public Task UseAsync(string secret) => _process.AskAsync("secret " + secret);

    public async Task<HookStats> StatsAsync() => JsonSerializer.Deserialize<HookStats>(await _process.AskAsync("stats"))!;

    public void Dispose() => _process.Dispose();
}
